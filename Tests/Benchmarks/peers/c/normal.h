// Random numbers as functions of a key and a counter: nothing to lock, and the loops vectorize.
#ifndef NORMAL_H
#define NORMAL_H

#include <math.h>
#include <stdint.h>

// A bijection of 32 bits that spreads every bit of its input over its output; shifts and multipliers of Chris Wellons' lowbias32.
static inline uint32_t mix(uint32_t a)
{
    a = (a ^ a >> 16) * 0x7feb352du;
    a = (a ^ a >> 15) * 0x846ca68bu;
    return a ^ a >> 16;
}

static inline uint32_t draw(uint32_t key, uint32_t counter)
{
    return mix(mix(counter + 0x9e3779b9u * key) ^ key);
}

// In (0, 1).
static inline float uniform(uint32_t key, uint32_t counter)
{
    return ((float)(int32_t)(draw(key, counter) >> 8) + 0.5f) * 0x1p-24f;
}

// Standard normal numbers by Box and Muller's transformation.
static inline void draw_normals(float *restrict normals, int count, uint32_t step, uint32_t row)
{
    const float TwoPi = 6.2831853f;
    uint32_t key = mix(step * 0x10001u + row + 1);
    int half = count / 2;
    for (int i = 0; i < half; i++) {
        float radius = sqrtf(-2 * logf(uniform(key, (uint32_t)i)));
        float angle = TwoPi * uniform(key + 1, (uint32_t)i);
        normals[i] = radius * cosf(angle);
        normals[half + i] = radius * sinf(angle);
    }
    if (count % 2)
        normals[count - 1] = sqrtf(-2 * logf(uniform(key, (uint32_t)half))) * cosf(TwoPi * uniform(key + 1, (uint32_t)half));
}

#endif
