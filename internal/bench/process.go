package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"
)

// program is a process that is run again and again.
type program struct {
	name string // the file, in full
	args []string
	env  []string // beyond PATH and HOME
	// before, if not nil, prepares a run.
	before func() error
}

// sample is what one run took.
type sample struct {
	wall, cpu time.Duration
	resident  int64 // bytes at the most; 0 where the system does not tell
}

// stats are the medians of some runs, and the shortest wall time.
type stats struct {
	sample
	least time.Duration
}

// measure runs programs in turn, so that all of them meet the same noise. A
// first round warms the caches and does not count.
func measure(ctx context.Context, rounds int, programs ...*program) ([]stats, error) {
	samples := make([][]sample, len(programs))
	for round := range rounds + 1 {
		for i, p := range programs {
			s, err := p.run(ctx)
			if err != nil {
				return nil, err
			}
			if round > 0 {
				samples[i] = append(samples[i], s)
			}
		}
	}
	all := make([]stats, len(programs))
	for i, s := range samples {
		all[i] = summarize(s)
	}
	return all, nil
}

// run runs the program with nothing on its streams. It takes the plain way to
// start a process: what os/exec adds would be counted for each.
func (p *program) run(ctx context.Context) (sample, error) {
	if p.before != nil {
		if err := p.before(); err != nil {
			return sample{}, err
		}
	}
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		return sample{}, err
	}
	defer null.Close()
	attr := &os.ProcAttr{
		Env:   append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}, p.env...),
		Files: []*os.File{null, null, os.Stderr},
	}
	begin := time.Now()
	process, err := os.StartProcess(p.name, append([]string{p.name}, p.args...), attr)
	if err != nil {
		return sample{}, err
	}
	stop := context.AfterFunc(ctx, func() { process.Kill() })
	state, err := process.Wait()
	wall := time.Since(begin)
	stop()
	if err != nil || !state.Success() {
		return sample{}, errors.Join(ctx.Err(), fmt.Errorf("%s %q: %v", p.name, p.args, state), err)
	}
	return sample{wall, state.UserTime() + state.SystemTime(), resident(state)}, nil
}

func summarize(samples []sample) stats {
	return stats{
		sample: sample{
			wall:     median(samples, func(s sample) time.Duration { return s.wall }),
			cpu:      median(samples, func(s sample) time.Duration { return s.cpu }),
			resident: median(samples, func(s sample) int64 { return s.resident }),
		},
		least: slices.MinFunc(samples, func(a, b sample) int { return cmp.Compare(a.wall, b.wall) }).wall,
	}
}

func median[T cmp.Ordered](samples []sample, of func(sample) T) T {
	values := make([]T, len(samples))
	for i, s := range samples {
		values[i] = of(s)
	}
	slices.Sort(values)
	return values[len(values)/2]
}
