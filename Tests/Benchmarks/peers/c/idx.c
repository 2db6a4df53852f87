#include "idx.h"

#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

static const unsigned MagicOfImages = 0x00000803;

static void fail(const char *path, const char *reason)
{
    fprintf(stderr, "%s: %s\n", path, reason);
    exit(1);
}

static unsigned big_endian(gzFile file, const char *path)
{
    unsigned char b[4];
    if (gzread(file, b, sizeof b) != sizeof b)
        fail(path, "it ends within its header");
    return (unsigned)b[0] << 24 | (unsigned)b[1] << 16 | (unsigned)b[2] << 8 | b[3];
}

Images read_images(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.gz", folder, name);
    gzFile file = gzopen(path, "rb");
    if (!file) {
        snprintf(path, sizeof path, "%s/%s", folder, name);
        file = gzopen(path, "rb");  // zlib reads plain files as well
    }
    if (!file)
        fail(path, "it can't be opened");
    if (big_endian(file, path) != MagicOfImages)
        fail(path, "it is no IDX file of images");

    Images images;
    images.count = (int)big_endian(file, path);
    unsigned rows = big_endian(file, path);
    unsigned columns = big_endian(file, path);
    images.pixels = (int)(rows * columns);
    unsigned size = (unsigned)images.count * (unsigned)images.pixels;
    images.bytes = malloc(size);
    if (!images.bytes || gzread(file, images.bytes, size) != (int)size)
        fail(path, "it ends within its images");
    gzclose(file);
    return images;
}
