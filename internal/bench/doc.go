// Command bench measures the program against the figures of the design,
// section 9, and prints a Markdown table:
//
//	go run ./internal/bench
//
// Machines differ, and so does the same machine from hour to hour. So each
// figure is also a ratio to something that is measured in turn with it: an
// empty Go program built by the same compiler, or curl fetching the same pages
// from the same server. docs/benchmarks.md has the method and results.
//
// It links nothing of the program, so that its own memory stays small: what a
// child is told to have used begins with what its parent had.
package main
