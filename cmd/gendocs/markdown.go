package main

import "strings"

// markdown makes Markdown of the text of a help page: paragraphs, and blocks
// that are indented, which become code.
func markdown(text string) string {
	var b strings.Builder
	for i, block := range strings.Split(strings.TrimRight(text, "\n"), "\n\n") {
		if i > 0 {
			b.WriteString("\n")
		}
		if strings.HasPrefix(block, "  ") {
			b.WriteString("```text\n" + unindent(block) + "\n```\n")
			continue
		}
		b.WriteString(escape(block) + "\n")
	}
	return b.String()
}

// unindent takes the two spaces off that help puts before code.
func unindent(block string) string {
	lines := strings.Split(block, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimPrefix(l, "  ")
	}
	return strings.Join(lines, "\n")
}

// escape keeps Markdown from reading characters of plain text as its own.
func escape(s string) string {
	return strings.NewReplacer("<", "&lt;", "*", `\*`, "[", `\[`).Replace(s)
}

// cell makes a text fit into a cell of a table.
func cell(s string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ").Replace(s)
}
