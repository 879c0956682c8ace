// Package current reads what a directory holds at this moment, many objects
// at a time, and compares it with what was wanted. Planning, settling what
// is in doubt and undoing all ask the same question: is it as it should be?
package current
