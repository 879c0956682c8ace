package iostreams

import (
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"
)

// System makes the streams of this process. From then on a closed pipe is
// an error of the write and no longer a signal that ends the process.
func System() *Streams {
	signal.Ignore(syscall.SIGPIPE)
	s := &Streams{
		In:     os.Stdin,
		InTTY:  isTerminal(os.Stdin),
		OutTTY: isTerminal(os.Stdout) && enableEscapes(os.Stdout),
		ErrTTY: isTerminal(os.Stderr) && enableEscapes(os.Stderr),
		sizes:  sizes{sizeOf(os.Stdout), sizeOf(os.Stderr)},
		files:  [2]*os.File{os.Stdin, os.Stderr},
	}
	s.SetEnv(os.Getenv)
	s.wire(os.Stdout, os.Stderr)
	return s
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

func sizeOf(f *os.File) func() (int, int) {
	return func() (int, int) {
		width, height, err := term.GetSize(int(f.Fd()))
		if err != nil {
			return 0, 0
		}
		return width, height
	}
}
