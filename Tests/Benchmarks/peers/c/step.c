#include "step.h"

#include <cblas.h>
#include <math.h>
#include <omp.h>

static const double LearningRate = 1e-3, DecayOfMean = 0.9, DecayOfSquare = 0.999;

// Weights whose gradient is computed by one product and then updated, while they are in the second-level cache.
enum { WeightsOfABlock = 1 << 17 };

void share_threads(Split split, int threads)
{
    openblas_set_num_threads(split == SplitBlas ? threads : 1);
    omp_set_num_threads(threads);  // last: an OpenBLAS built with OpenMP sets it as well
}

static int share(int count, int part, int parts)
{
    return (int)((long)count * part / parts);
}

static AdamStep adam_step(int step)
{
    AdamStep result = {
        .rate = (float)(LearningRate / (1 - pow(DecayOfMean, step))),
        .root_correction = (float)(1 / sqrt(1 - pow(DecayOfSquare, step))),
    };
    return result;
}

// A thread's share of a layer's weights and biases: gradient and update block by block.
static void train_layer(Network *net, int k, int part, int parts, AdamStep adam)
{
    Layer *l = &net->layer[k];
    int end = share(l->inputs, part + 1, parts);
    int rows = WeightsOfABlock / l->outputs + 1;
    for (int from = share(l->inputs, part, parts); from < end; from += rows) {
        int to = from + rows < end ? from + rows : end;
        weight_product(net, k, from, to, net->batch);
        update_weights(l, from, to, adam);
    }
    update_biases(l, share(l->outputs, part, parts), share(l->outputs, part + 1, parts), net->batch, adam);
}

static double step_by_rows(Network *net, const unsigned char *images, const int *examples, int step, AdamStep adam)
{
    double loss = 0;
#pragma omp parallel reduction(+ : loss)
    {
        int part = omp_get_thread_num(), parts = omp_get_num_threads();
        int from = share(net->batch, part, parts), to = share(net->batch, part + 1, parts);
        gather(net, images, examples, from, to);
        for (int k = 0; k < net->layers; k++) {
            forward_product(net, k, from, to);
            loss += finish_forward(net, k, from, to, net->batch, (unsigned)step);
        }
        for (int k = net->layers - 1; k > 0; k--) {
            backward_product(net, k, from, to);
            finish_backward(net, k, from, to, net->batch);
        }
#pragma omp barrier
        for (int k = 0; k < net->layers; k++)
            train_layer(net, k, part, parts, adam);
    }
    return loss;
}

static double step_by_products(Network *net, int threads, const unsigned char *images, const int *examples, int step, AdamStep adam)
{
    int n = net->batch;
    double loss = 0;
#pragma omp parallel for
    for (int part = 0; part < threads; part++)
        gather(net, images, examples, share(n, part, threads), share(n, part + 1, threads));
    for (int k = 0; k < net->layers; k++) {
        forward_product(net, k, 0, n);
#pragma omp parallel for reduction(+ : loss)
        for (int part = 0; part < threads; part++)
            loss += finish_forward(net, k, share(n, part, threads), share(n, part + 1, threads), n, (unsigned)step);
    }
    for (int k = net->layers - 1; k > 0; k--) {
        backward_product(net, k, 0, n);
#pragma omp parallel for
        for (int part = 0; part < threads; part++)
            finish_backward(net, k, share(n, part, threads), share(n, part + 1, threads), n);
    }
    for (int k = 0; k < net->layers; k++) {
        Layer *l = &net->layer[k];
        weight_product(net, k, 0, l->inputs, n);
#pragma omp parallel for
        for (int part = 0; part < threads; part++) {
            update_weights(l, share(l->inputs, part, threads), share(l->inputs, part + 1, threads), adam);
            update_biases(l, share(l->outputs, part, threads), share(l->outputs, part + 1, threads), n, adam);
        }
    }
    return loss;
}

double train_step(Network *net, Split split, int threads, const unsigned char *images, const int *examples, int step)
{
    AdamStep adam = adam_step(step);
    return split == SplitRows ? step_by_rows(net, images, examples, step, adam) : step_by_products(net, threads, images, examples, step, adam);
}

double evaluate_batch(Network *net, const unsigned char *images, const int *examples, int count, unsigned noise_step)
{
    double loss = 0;
    gather(net, images, examples, 0, count);
    for (int k = 0; k < net->layers; k++) {
        forward_product(net, k, 0, count);
        loss += finish_forward(net, k, 0, count, count, noise_step);
    }
    return loss;
}
