package cli

import (
	"runtime"
	"runtime/debug"
)

// heapGrowth is how much the heap may grow, in percent of what is in use,
// before it is collected. Lists and imports keep little and drop much: with
// Go's default of 100 they spend up to a third of their time on collecting
// (docs/benchmarks.md), with this they stay far below 64 MiB.
const heapGrowth = 300

// CollectLess sets heapGrowth once the heap has been collected for the first
// time: the setting itself takes as long as a tenth of an empty program, which
// commands that end before that need not pay. GOGC in the environment wins.
// It concerns the whole process, so that [Main] calls it and [Run] does not.
func CollectLess(env func(string) string) {
	if env("GOGC") != "" {
		return
	}
	type dropped struct{ _ [32]byte }
	runtime.AddCleanup(new(dropped), func(percent int) { debug.SetGCPercent(percent) }, heapGrowth)
}
