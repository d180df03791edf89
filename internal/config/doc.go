// Package config is the program's configuration: which settings there are, what
// they are by default, and where each value came from. A flag wins over the
// environment, the environment over the file, the file over the default.
//
// It knows viper and no other part of the program but the error codes.
package config
