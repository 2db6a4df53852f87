"""Prints what PyTorch's optimizers, clipping and schedules make of fixed numbers: the tables of OptimizerTests and LearningRateScheduleTests.

Needs PyTorch. Optional: no test runs it. From the repository's root:

    python3 Tests/PyTorch/optimizers.py

Gradient t of value i is sin(3 t + i) / (i + 1), in double precision, with t from 1. All values are weights, so that all decay.
"""

import math

import torch

START = [0.5, -1.0, 0.25, 2.0]
STEPS = 10


def gradient(step):
    return torch.tensor([math.sin(3 * step + i) / (i + 1) for i in range(len(START))], dtype=torch.float64)


def run(name, make, clip=None):
    weights = torch.nn.Parameter(torch.tensor(START, dtype=torch.float64))
    optimizer = make([weights])
    for step in range(1, STEPS + 1):
        weights.grad = gradient(step)
        if clip is not None:
            clip([weights])
        optimizer.step()
    print(name, ", ".join(repr(value) for value in weights.tolist()))


def schedule(name, make, steps):
    weights = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))
    optimizer = torch.optim.SGD([weights], lr=1)
    scheduler = make(optimizer)
    factors = []
    for _ in range(steps):
        factors.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    print(name, ", ".join(repr(factor) for factor in factors))


def main():
    print("PyTorch", torch.__version__)
    run("Adam", lambda w: torch.optim.Adam(w, lr=0.02))
    run("AdamW", lambda w: torch.optim.AdamW(w, lr=0.02, weight_decay=0.3))
    run("RMSprop", lambda w: torch.optim.RMSprop(w, lr=0.02))
    run("centred RMSprop", lambda w: torch.optim.RMSprop(w, lr=0.02, centered=True))
    run("norm", lambda w: torch.optim.RMSprop(w, lr=0.02), lambda w: torch.nn.utils.clip_grad_norm_(w, 0.5))
    run("value", lambda w: torch.optim.RMSprop(w, lr=0.02), lambda w: torch.nn.utils.clip_grad_value_(w, 0.25))
    lr = torch.optim.lr_scheduler
    schedule("cosine", lambda o: lr.CosineAnnealingLR(o, T_max=8, eta_min=0.1), 8)
    schedule("linear", lambda o: lr.LinearLR(o, start_factor=1, end_factor=0.1, total_iters=8), 8)
    schedule("step, one step a pass", lambda o: lr.StepLR(o, step_size=3, gamma=0.5), 8)
    schedule("exponential, one step a pass", lambda o: lr.ExponentialLR(o, gamma=0.9), 8)
    schedule("warm-up of 4, then cosine over 8", lambda o: lr.SequentialLR(o, [
        lr.LinearLR(o, start_factor=0.25, end_factor=1, total_iters=3), lr.CosineAnnealingLR(o, T_max=8)], milestones=[4]), 12)


if __name__ == "__main__":
    main()
