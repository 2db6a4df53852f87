// One training step, shared among threads in one of two ways.
#ifndef STEP_H
#define STEP_H

#include "network.h"

typedef enum {
    SplitRows,  // each thread takes its rows of the batch through the whole network, then its rows of every weight matrix; each calls a BLAS of one thread
    SplitBlas,  // one thread calls a BLAS of as many threads; OpenMP shares the element-wise loops between the calls
} Split;

// Tells BLAS and OpenMP how many threads each may use.
void share_threads(Split split, int threads);

// Trains on a batch; returns the sum of the examples' losses. step counts from 1 and is Adam's t.
double train_step(Network *net, Split split, int threads, const unsigned char *images, const int *examples, int step);

// The sum of the losses without training, for as many examples as fit into a batch.
double evaluate_batch(Network *net, const unsigned char *images, const int *examples, int count, unsigned noise_step);

#endif
