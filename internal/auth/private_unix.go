//go:build !windows

package auth

import "io/fs"

// private tells whether only the owner may read and write a file.
func private(info fs.FileInfo) bool { return info.Mode().Perm()&0o077 == 0 }
