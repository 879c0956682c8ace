package odata

// nearest gives the candidate that differs least from word, "" if none is
// near: at most one edit for each three characters, and none for words of
// one or two.
func nearest(word string, candidates []string) string {
	best, most := "", len(word)/3+1
	for _, c := range candidates {
		if d := distance(word, c); d < most {
			best, most = c, d
		}
	}
	return best
}

// distance is the number of edits between two words: one character put in,
// left out or changed, or two neighbours changed over.
func distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return max(len(a), len(b))
	}
	before := make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	next := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(row[j]+cost, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}
