// A variational autoencoder as a chain of affine layers, and the pieces of its training step. Matrices are row-major, with one example a row. Every piece works on a
// range of rows, so that threads can share it.
#ifndef NETWORK_H
#define NETWORK_H

enum { MaximalLayers = 16 };

typedef enum { Relu, Elu } Activation;

// What follows the affine map of a layer.
typedef enum {
    Hidden,  // the activation
    Heads,   // mu and log sigma^2 side by side, then z = mu + sigma * noise
    Logits,  // the Bernoulli loss, and its gradient in place
} Role;

typedef struct {
    Role role;
    int inputs, outputs;
    float *w, *b;    // weights [inputs, outputs] and biases [outputs]
    float *dw, *db;  // their gradients
    float *mw, *vw, *mb, *vb;  // Adam's moments
    const float *x;  // what the layer reads, [batch, inputs]
    float *y;        // what it computes, [batch, outputs]; of a hidden layer after its activation
    float *dx, *dy;  // the gradients of x (without that of the activation before) and of the affine map's result
} Layer;

typedef struct {
    int layers, heads;  // how many, and which of them has the heads
    int pixels, latent, batch;
    Activation activation;
    Layer layer[MaximalLayers];
    float *input;               // [batch, pixels]
    float *z, *noise, *sigma;   // [batch, latent]
} Network;

typedef struct {
    float rate, root_correction;  // rate / (1 - beta1^t) and 1 / sqrt(1 - beta2^t)
} AdamStep;

// sizes: pixels, hidden sizes, latent; the decoder is the mirror image of the encoder.
Network make_network(const int *sizes, int count, Activation activation, int batch, unsigned seed);

// Bytes of chosen examples to [0, 1].
void gather(Network *net, const unsigned char *images, const int *examples, int from, int to);

// The matrix products, on rows [from, to) of the batch; the last one on rows [from, to) of the weights.
void forward_product(Network *net, int k, int from, int to);
void backward_product(Network *net, int k, int from, int to);
void weight_product(Network *net, int k, int from, int to, int batch);

// What follows a forward product; returns the loss (KL of the heads, cross-entropy of the logits) summed over the rows.
double finish_forward(Network *net, int k, int from, int to, int batch, unsigned step);

// What follows the backward product of layer k: the gradient of the affine map before.
void finish_backward(Network *net, int k, int from, int to, int batch);

// Adam on rows [from, to) of the weights, and on biases [from, to) after summing their gradients over the batch.
void update_weights(Layer *layer, int from, int to, AdamStep step);
void update_biases(Layer *layer, int from, int to, int batch, AdamStep step);

#endif
