// Package profile knows where the program keeps its files, and which
// directory a command works on: a profile is a named directory with its
// protocol, addresses and how to sign in. The built-in profile "local" is the
// embedded directory and needs no file.
//
// A setting comes from a flag, else from the environment (TENANTCTL_*), else
// from the profile in config.yaml, else it has its default. The file holds no
// secret. It is the only importer of viper, which is not touched where there
// is no file. Design, section 8.
package profile
