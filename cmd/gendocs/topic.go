package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/cli"
	"github.com/tenantctl/tenantctl/internal/iostreams"
)

// exitMeaning is an exit code and what it means.
type exitMeaning struct {
	code int
	text string
}

// help is what `tenantctl help` prints on a topic.
func help(topic string) (string, error) { return run("help", topic) }

// run is what a command line of the program prints.
func run(args ...string) (string, error) {
	streams, _, out, stderr := iostreams.Test()
	code := cli.Run(context.Background(), cli.Options{Args: args, IO: streams, Env: noEnvironment, Now: time.Now})
	if code != 0 {
		return "", fmt.Errorf("tenantctl %s: exit code %d: %s", strings.Join(args, " "), code, stderr)
	}
	return out.String(), nil
}

// exitMeanings reads the table of `tenantctl help exit-codes`.
func exitMeanings() ([]exitMeaning, error) {
	text, err := help("exit-codes")
	if err != nil {
		return nil, err
	}
	var all []exitMeaning
	for line := range strings.Lines(text) {
		number, meaning, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if code, err := strconv.Atoi(number); err == nil {
			all = append(all, exitMeaning{code, meaning})
		}
	}
	if len(all) == 0 {
		return nil, errors.New("tenantctl help exit-codes lists none")
	}
	return all, nil
}

// meaningOf is "" for a code that is not in the table.
func meaningOf(all []exitMeaning, code int) string {
	for _, m := range all {
		if m.code == code {
			return m.text
		}
	}
	return ""
}
