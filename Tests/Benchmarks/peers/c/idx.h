// MNIST's IDX files, gzip or plain.
#ifndef IDX_H
#define IDX_H

typedef struct {
    int count;             // images
    int pixels;            // bytes of an image
    unsigned char *bytes;  // [count, pixels]
} Images;

// Reads a file of images; ends the process with a message where it can't.
Images read_images(const char *folder, const char *name);

#endif
