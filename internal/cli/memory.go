package cli

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// heapGrowth is how much the heap may grow, in percent of what is in use,
// before it is collected. Lists and imports keep little and drop much: with
// Go's default of 100 they spend up to a third of their time on collecting
// (docs/benchmarks.md), with this they stay far below 64 MiB. What keeps more
// than largeHeap, an import of very many rows, has to be sparing.
const (
	heapGrowth      = 300
	largeHeap       = 48 << 20
	largeHeapGrowth = 75
)

// CollectLess sets heapGrowth once the heap has been collected for the first
// time: the setting itself takes as long as a tenth of an empty program, which
// commands that end before that need not pay. GOGC in the environment wins.
// It concerns the whole process, so that [Main] calls it and [Run] does not.
func CollectLess(env func(string) string) {
	if env("GOGC") == "" {
		afterCollection(0)
	}
}

// afterCollection sets the growth anew after each collection, where it is
// another than now.
func afterCollection(now int) {
	type dropped struct{ _ [32]byte }
	runtime.AddCleanup(new(dropped), func(now int) {
		growth := heapGrowth
		if inUse() > largeHeap {
			growth = largeHeapGrowth
		}
		if growth != now {
			debug.SetGCPercent(growth)
		}
		afterCollection(growth)
	}, now)
}

// inUse is what the last collection left, in bytes.
func inUse() uint64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if live[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return live[0].Value.Uint64()
}
