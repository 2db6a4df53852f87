#include "network.h"

#include <cblas.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "normal.h"

static const float Beta1 = 0.9f, OneMinusBeta1 = 0.1f, Beta2 = 0.999f, OneMinusBeta2 = 0.001f, Stabilizer = 1e-8f;

// Zeros on cache lines of their own; large buffers on huge pages.
static float *buffer(size_t count)
{
    const size_t HugePage = 2 << 20;
    size_t size = (count * sizeof(float) + 63) / 64 * 64;
    size_t alignment = size >= HugePage ? HugePage : 64;
    size = (size + alignment - 1) / alignment * alignment;
    float *memory = aligned_alloc(alignment, size);
    if (!memory) {
        fprintf(stderr, "out of memory\n");
        exit(1);
    }
    if (alignment == HugePage)
        madvise(memory, size, MADV_HUGEPAGE);
    memset(memory, 0, size);
    return memory;
}

static Layer make_layer(Role role, int inputs, int outputs, const float *x, int batch, uint32_t seed)
{
    size_t weights = (size_t)inputs * outputs;
    Layer layer = {
        .role = role, .inputs = inputs, .outputs = outputs,
        .w = buffer(weights), .dw = buffer(weights), .mw = buffer(weights), .vw = buffer(weights),
        .b = buffer(outputs), .db = buffer(outputs), .mb = buffer(outputs), .vb = buffer(outputs),
        .x = x, .y = buffer((size_t)batch * outputs),
        .dx = buffer((size_t)batch * inputs), .dy = buffer((size_t)batch * outputs),
    };
    // Uniform in +-1/sqrt(inputs), as PyTorch's Linear begins.
    float bound = 1 / sqrtf((float)inputs);
    for (size_t i = 0; i < weights; i++)
        layer.w[i] = bound * (2 * uniform(seed, (uint32_t)i) - 1);
    for (int i = 0; i < outputs; i++)
        layer.b[i] = bound * (2 * uniform(seed + 1, (uint32_t)i) - 1);
    return layer;
}

Network make_network(const int *sizes, int count, Activation activation, int batch, unsigned seed)
{
    Network net = { .pixels = sizes[0], .latent = sizes[count - 1], .batch = batch, .activation = activation };
    net.input = buffer((size_t)batch * net.pixels);
    net.z = buffer((size_t)batch * net.latent);
    net.noise = buffer((size_t)batch * net.latent);
    net.sigma = buffer((size_t)batch * net.latent);
    const float *x = net.input;
    for (int i = 0; i + 1 < count; i++) {
        Role role = i + 2 < count ? Hidden : Heads;
        Layer *layer = &net.layer[net.layers];
        *layer = make_layer(role, sizes[i], role == Heads ? 2 * net.latent : sizes[i + 1], x, batch, seed + 2u * (unsigned)net.layers);
        x = layer->y;
        net.layers++;
    }
    net.heads = net.layers - 1;
    x = net.z;
    for (int i = count - 1; i > 0; i--) {
        Layer *layer = &net.layer[net.layers];
        *layer = make_layer(i > 1 ? Hidden : Logits, sizes[i], sizes[i - 1], x, batch, seed + 2u * (unsigned)net.layers);
        x = layer->y;
        net.layers++;
    }
    return net;
}

void gather(Network *net, const unsigned char *images, const int *examples, int from, int to)
{
    const float Scale = 1 / 255.0f;
    for (int r = from; r < to; r++) {
        const unsigned char *restrict bytes = images + (size_t)examples[r] * net->pixels;
        float *restrict x = net->input + (size_t)r * net->pixels;
        for (int i = 0; i < net->pixels; i++)
            x[i] = Scale * bytes[i];
    }
}

// y = x W
void forward_product(Network *net, int k, int from, int to)
{
    Layer *l = &net->layer[k];
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, to - from, l->outputs, l->inputs, 1, l->x + (size_t)from * l->inputs, l->inputs,
                l->w, l->outputs, 0, l->y + (size_t)from * l->outputs, l->outputs);
}

// dx = dy W^T
void backward_product(Network *net, int k, int from, int to)
{
    Layer *l = &net->layer[k];
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, to - from, l->inputs, l->outputs, 1, l->dy + (size_t)from * l->outputs, l->outputs,
                l->w, l->outputs, 0, l->dx + (size_t)from * l->inputs, l->inputs);
}

// dW = x^T dy
void weight_product(Network *net, int k, int from, int to, int batch)
{
    Layer *l = &net->layer[k];
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, to - from, l->outputs, batch, 1, l->x + from, l->inputs,
                l->dy, l->outputs, 0, l->dw + (size_t)from * l->outputs, l->outputs);
}

static void activate(float *restrict y, const float *restrict b, int n, Activation activation)
{
    if (activation == Relu) {
        for (int i = 0; i < n; i++) {
            float a = y[i] + b[i];
            y[i] = a > 0 ? a : 0;
        }
    } else {
        for (int i = 0; i < n; i++) {
            float a = y[i] + b[i];
            float below = expf(a < 0 ? a : 0) - 1;
            y[i] = a > 0 ? a : below;
        }
    }
}

// Bias, noise, z; returns the KL divergence from N(0, I).
static float sample_latent(Network *net, const Layer *l, int row, unsigned step)
{
    int n = net->latent;
    float *restrict mu = l->y + (size_t)row * 2 * n, *restrict log_variance = mu + n;
    float *restrict z = net->z + (size_t)row * n, *restrict noise = net->noise + (size_t)row * n, *restrict sigma = net->sigma + (size_t)row * n;
    draw_normals(noise, n, step, (uint32_t)row);
    float kl = 0;
    for (int i = 0; i < n; i++) {
        mu[i] += l->b[i];
        log_variance[i] += l->b[n + i];
        sigma[i] = expf(0.5f * log_variance[i]);
        z[i] = mu[i] + sigma[i] * noise[i];
        kl += mu[i] * mu[i] + sigma[i] * sigma[i] - 1 - log_variance[i];
    }
    return 0.5f * kl;
}

// -log p(x | logits) = sum of max(l, 0) - l x + log(1 + exp(-|l|)), and its gradient sigmoid(l) - x divided by the batch.
static float cross_entropy(const float *restrict y, const float *restrict b, const float *restrict x, float *restrict dy, int n, float scale)
{
    float loss = 0;
    for (int i = 0; i < n; i++) {
        float l = y[i] + b[i];
        float e = expf(-fabsf(l));
        float s = 1 / (1 + e);
        loss += (l > 0 ? l : 0) - l * x[i] + logf(1 + e);
        dy[i] = scale * ((l > 0 ? s : e * s) - x[i]);
    }
    return loss;
}

double finish_forward(Network *net, int k, int from, int to, int batch, unsigned step)
{
    Layer *l = &net->layer[k];
    double loss = 0;
    for (int r = from; r < to; r++) {
        size_t row = (size_t)r * l->outputs;
        if (l->role == Hidden)
            activate(l->y + row, l->b, l->outputs, net->activation);
        else if (l->role == Heads)
            loss += sample_latent(net, l, r, step);
        else
            loss += cross_entropy(l->y + row, l->b, net->input + row, l->dy + row, l->outputs, 1.0f / (float)batch);
    }
    return loss;
}

// From the gradient of z to those of mu and log sigma^2; the KL's own gradient is mu and (sigma^2 - 1) / 2.
static void differentiate_latent(Network *net, const Layer *heads, const float *restrict dz, int row, float scale)
{
    int n = net->latent;
    const float *restrict mu = heads->y + (size_t)row * 2 * n;
    const float *restrict noise = net->noise + (size_t)row * n, *restrict sigma = net->sigma + (size_t)row * n;
    float *restrict dmu = heads->dy + (size_t)row * 2 * n, *restrict dlog_variance = dmu + n;
    for (int i = 0; i < n; i++) {
        dmu[i] = dz[i] + scale * mu[i];
        dlog_variance[i] = 0.5f * (dz[i] * noise[i] * sigma[i] + scale * (sigma[i] * sigma[i] - 1));
    }
}

void finish_backward(Network *net, int k, int from, int to, int batch)
{
    const Layer *l = &net->layer[k];
    const Layer *before = &net->layer[k - 1];
    for (int r = from; r < to; r++) {
        size_t row = (size_t)r * l->inputs;
        const float *restrict dx = l->dx + row;
        if (before->role == Heads) {
            differentiate_latent(net, before, dx, r, 1.0f / (float)batch);
            continue;
        }
        const float *restrict y = before->y + row;
        float *restrict dy = before->dy + row;
        if (net->activation == Relu) {
            for (int i = 0; i < l->inputs; i++)
                dy[i] = y[i] > 0 ? dx[i] : 0;
        } else {
            for (int i = 0; i < l->inputs; i++)
                dy[i] = y[i] > 0 ? dx[i] : dx[i] * (y[i] + 1);
        }
    }
}

// Kingma and Ba 2015, algorithm 1. Built with -ffast-math, which flushes denormal moments to zero.
static void adam(float *restrict w, float *restrict m, float *restrict v, const float *restrict g, size_t count, AdamStep step)
{
    for (size_t i = 0; i < count; i++) {
        m[i] = Beta1 * m[i] + OneMinusBeta1 * g[i];
        v[i] = Beta2 * v[i] + OneMinusBeta2 * g[i] * g[i];
        w[i] -= step.rate * m[i] / (sqrtf(v[i]) * step.root_correction + Stabilizer);
    }
}

void update_weights(Layer *l, int from, int to, AdamStep step)
{
    size_t begin = (size_t)from * l->outputs, count = (size_t)(to - from) * l->outputs;
    adam(l->w + begin, l->mw + begin, l->vw + begin, l->dw + begin, count, step);
}

void update_biases(Layer *l, int from, int to, int batch, AdamStep step)
{
    float *restrict db = l->db;
    for (int i = from; i < to; i++)
        db[i] = 0;
    for (int r = 0; r < batch; r++) {
        const float *restrict dy = l->dy + (size_t)r * l->outputs;
        for (int i = from; i < to; i++)
            db[i] += dy[i];
    }
    adam(l->b + from, l->mb + from, l->vb + from, db + from, (size_t)(to - from), step);
}
