// A variational autoencoder on MNIST, written by hand on OpenBLAS and OpenMP: the peer of the emitted training step.
//
//   trainer --data FOLDER --sizes 784,400,20 [--activation relu|elu] [--batch 128] [--threads 2] [--split rows|blas] [--warmup 50] [--steps 500] [--evaluate]
//
// Prints one line of JSON: examples a second of the steps after the warm-up, their mean loss, and with --evaluate the loss on the test images (one sample of z).

#include <cblas.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "idx.h"
#include "normal.h"
#include "step.h"

typedef struct {
    const char *data;
    int sizes[MaximalLayers / 2], count;
    Activation activation;
    int batch, threads, warmup, steps, evaluate;
    Split split;
} Arguments;

// The examples in a new drawn order for each pass; what does not fill a batch is left out.
typedef struct {
    int *order, count, next;
    unsigned epoch;
} Order;

static void usage(void)
{
    fprintf(stderr, "trainer --data FOLDER --sizes 784,400,20 [--activation relu|elu] [--batch N] [--threads N] [--split rows|blas] [--warmup N] [--steps N] [--evaluate]\n");
    exit(2);
}

static int choice(const char *text, const char *first, const char *second)
{
    if (strcmp(text, first) && strcmp(text, second))
        usage();
    return !strcmp(text, second);
}

static int positive(const char *text)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (*end || value < 1 || value > 1 << 30)
        usage();
    return (int)value;
}

static Arguments parse(int count, char **arguments)
{
    static const struct option Options[] = {
        { "data", required_argument, 0, 'd' }, { "sizes", required_argument, 0, 'z' }, { "activation", required_argument, 0, 'a' },
        { "batch", required_argument, 0, 'b' }, { "threads", required_argument, 0, 't' }, { "split", required_argument, 0, 'p' },
        { "warmup", required_argument, 0, 'w' }, { "steps", required_argument, 0, 's' }, { "evaluate", no_argument, 0, 'e' }, { 0 },
    };
    Arguments a = { .activation = Relu, .batch = 128, .threads = 2, .split = SplitRows, .warmup = 50, .steps = 500 };
    for (int option; (option = getopt_long(count, arguments, "", Options, NULL)) != -1;) {
        switch (option) {
        case 'd': a.data = optarg; break;
        case 'z':
            for (char *part = strtok(optarg, ","); part; part = strtok(NULL, ",")) {
                if (a.count == MaximalLayers / 2)
                    usage();
                a.sizes[a.count++] = positive(part);
            }
            break;
        case 'a': a.activation = choice(optarg, "relu", "elu") ? Elu : Relu; break;
        case 'b': a.batch = positive(optarg); break;
        case 't': a.threads = positive(optarg); break;
        case 'p': a.split = choice(optarg, "rows", "blas") ? SplitBlas : SplitRows; break;
        case 'w': a.warmup = positive(optarg); break;
        case 's': a.steps = positive(optarg); break;
        case 'e': a.evaluate = 1; break;
        default: usage();
        }
    }
    if (!a.data || a.count < 2)
        usage();
    return a;
}

static Order first_order(int count)
{
    Order order = { .order = malloc((size_t)count * sizeof(int)), .count = count, .next = count };
    if (!order.order)
        exit(1);
    for (int i = 0; i < count; i++)
        order.order[i] = i;
    return order;
}

static const int *next_batch(Order *order, int batch)
{
    if (order->next + batch > order->count) {
        order->epoch++;
        order->next = 0;
        for (int i = order->count - 1; i > 0; i--) {
            int other = (int)(draw(order->epoch, (uint32_t)i) % (uint32_t)(i + 1));
            int held = order->order[i];
            order->order[i] = order->order[other];
            order->order[other] = held;
        }
    }
    const int *examples = order->order + order->next;
    order->next += batch;
    return examples;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double evaluate(Network *net, const char *data, int batch)
{
    Images test = read_images(data, "t10k-images-idx3-ubyte");
    Order order = first_order(test.count);
    double loss = 0;
    for (int from = 0; from < test.count; from += batch) {
        int count = from + batch < test.count ? batch : test.count - from;
        loss += evaluate_batch(net, test.bytes, order.order + from, count, 0x40000000u + (unsigned)from);
    }
    return loss / test.count;
}

int main(int count, char **arguments)
{
    Arguments a = parse(count, arguments);
    Images train = read_images(a.data, "train-images-idx3-ubyte");
    if (train.pixels != a.sizes[0] || train.count < a.batch) {
        fprintf(stderr, "%d images of %d pixels do not fit the arguments\n", train.count, train.pixels);
        return 1;
    }
    share_threads(a.split, a.threads);
    Network net = make_network(a.sizes, a.count, a.activation, a.batch, 1);
    Order order = first_order(train.count);
    double loss = 0, begin = 0;
    for (int step = 1; step <= a.warmup + a.steps; step++) {
        if (step == a.warmup + 1) {
            loss = 0;
            begin = seconds();
        }
        loss += train_step(&net, a.split, a.threads, train.bytes, next_batch(&order, a.batch), step);
    }
    double examples = (double)a.steps * a.batch;
    printf("{\"rate\": %.1f, \"loss\": %.3f", examples / (seconds() - begin), loss / examples);
    if (a.evaluate)
        printf(", \"test\": %.3f", evaluate(&net, a.data, a.batch));
    printf(", \"blas\": \"%s, core %s\"}\n", openblas_get_config(), openblas_get_corename());
    return 0;
}
