package iostreams

// takesColor decides on colour as the conventions have it: NO_COLOR (any
// value) and CLICOLOR=0 forbid it, CLICOLOR_FORCE (not 0) wants it wherever
// the output goes, otherwise a terminal has it unless it is a dumb one.
func takesColor(tty bool, env func(string) string) bool {
	switch {
	case env("NO_COLOR") != "" || env("CLICOLOR") == "0":
		return false
	case env("CLICOLOR_FORCE") != "" && env("CLICOLOR_FORCE") != "0":
		return true
	}
	return tty && env("TERM") != "dumb"
}
