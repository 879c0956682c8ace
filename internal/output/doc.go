// Package output prints what commands give back: objects and lists of them,
// in the formats of the flag -o, after a JMESPath (--query) or jq (--jq)
// expression if there is one.
//
// json, jsonl, yaml, csv, tsv and id stream: a list passes through in flat
// memory. A table keeps its first 10,000 rows back to find the widths of its
// columns. A list that fails midway is printed as far as it came, and a JSON
// array is then never closed.
//
// It is the only importer of tablewriter, go-jmespath and gojq.
package output
