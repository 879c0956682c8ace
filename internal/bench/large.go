package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"time"
)

// large measures a directory of 100,000 users.
func (b *bench) large(ctx context.Context) error {
	all, err := measure(ctx, b.rounds, &program{name: b.path("empty")})
	if err != nil {
		return err
	}
	b.empty = all[0]
	if err := b.figures(ctx); err != nil {
		return err
	}
	if err := b.listed(ctx); err != nil {
		return err
	}
	return b.againstCurl(ctx)
}

// figures makes the directory and has single requests measured in its process.
func (b *bench) figures(ctx context.Context) error {
	cmd := exec.CommandContext(ctx, b.path("large"), "figures", b.path("large.home"), fmt.Sprint(b.objects))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return err
	}
	var got struct{ Create, Eq, Page time.Duration }
	if err := json.Unmarshal(out, &got); err != nil {
		return err
	}
	n := fmt.Sprintf("%d users", b.objects)
	b.table.limit("`$filter eq`, "+n, got.Eq, 2*time.Millisecond, b.empty)
	b.table.limit("page of 999, "+n, got.Page, 25*time.Millisecond, b.empty)
	b.table.limit(fmt.Sprintf("one create through `$batch` (%.0f/s)", float64(time.Second)/float64(got.Create)),
		got.Create, time.Second/3000, b.empty)
	return nil
}

// listed measures the memory of the listing command, the directory within it.
func (b *bench) listed(ctx context.Context) error {
	home := b.path("large.home")
	all, err := measure(ctx, 3,
		b.tenantctl(home, "user", "list", "-o", "json", "-q", "--top", fmt.Sprint(b.objects/10)),
		b.tenantctl(home, "user", "list", "-o", "json"))
	if err != nil {
		return err
	}
	b.table.memory("list a tenth of them to JSON, resident", all[0], 64<<20)
	b.table.memory("list them all to JSON, resident", all[1], 64<<20)
	b.table.add(row{what: "the same, time", measured: milliseconds(all[1].wall), ratio: over(all[1].wall, b.empty.wall), unbound: true})
	return nil
}

// againstCurl compares the listing command with curl, both on one server.
func (b *bench) againstCurl(ctx context.Context) error {
	curl, err := exec.LookPath("curl")
	if err != nil {
		return errors.New("curl is not installed; the list of all users is compared with it")
	}
	address, stop, err := b.serve(ctx)
	if err != nil {
		return err
	}
	defer stop()
	client := &program{name: b.path("large"), args: []string{"list", address}, env: []string{"TENANTCTL_HOME=" + b.path("remote.home")}}
	if _, err := client.run(ctx); err != nil {
		return err
	}
	config, err := b.curlConfig(ctx, address)
	if err != nil {
		return err
	}
	all, err := measure(ctx, 5, &program{name: curl, args: []string{"-sf", "-K", config}}, client)
	if err != nil {
		return err
	}
	b.table.ratio("curl, all pages over loopback", all[0], all[0], 0, "")
	b.table.ratio("list them all to JSON over loopback", all[1], all[0], 1.2, "curl")
	b.table.memory("the same, resident", all[1], 64<<20)
	return nil
}

// serve starts a server of the large directory and gives its address.
func (b *bench) serve(ctx context.Context) (address string, stop func(), err error) {
	cmd := exec.CommandContext(ctx, b.path("large"), "serve", b.path("large.home"))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	stop = func() { cmd.Process.Kill(); cmd.Wait() }
	address, err = bufio.NewReader(out).ReadString('\n')
	if err != nil {
		stop()
		return "", nil, err
	}
	return strings.TrimSpace(address), stop, nil
}

// curlConfig writes a file that has curl fetch what the server was asked for
// so far: the same pages in the same order, on one connection.
func (b *bench) curlConfig(ctx context.Context, address string) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/asked", nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	asked, err := io.ReadAll(answer.Body)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	for uri := range strings.Lines(string(asked)) {
		fmt.Fprintf(&text, "url = \"%s%s\"\noutput = \"/dev/null\"\n", address, strings.TrimSpace(uri))
	}
	return b.path("curl.conf"), os.WriteFile(b.path("curl.conf"), []byte(text.String()), 0o600)
}
