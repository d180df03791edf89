package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"backchannel/server"
	"backchannel/server/views"
)

func put(h http.Handler, id, body string) *httptest.ResponseRecorder {
	return send(h, httptest.NewRequest(http.MethodPut, "http://127.0.0.1/api/v1/views/"+id, strings.NewReader(body)))
}

func TestAViewFromSavingToForgetting(t *testing.T) {
	folder := t.TempDir()
	h := storeless(server.Options{Views: views.In(folder)})
	state := fmt.Sprintf(`{"positions":"%s"}`, strings.Repeat("x", 3<<20)) // more than other bodies may have
	w := put(h, "big", `{"name":"Big","state":`+state+`}`)
	require.Equal(t, http.StatusOK, w.Code, w.Body)
	var v views.View
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &v))
	assert.JSONEq(t, state, string(v.State))

	again := storeless(server.Options{Views: views.In(folder)}) // a service that starts later
	assert.JSONEq(t, w.Body.String(), get(again, "/api/v1/views/big").Body.String())
	assert.Equal(t, http.StatusOK, put(again, "big", w.Body.String()).Code, "what was loaded can be saved")
	assert.Equal(t, http.StatusConflict, put(again, "big", w.Body.String()).Code, "but once")

	r := httptest.NewRequest(http.MethodDelete, "http://127.0.0.1/api/v1/views/big", nil)
	assert.Equal(t, http.StatusOK, send(again, r).Code)
	assert.Equal(t, http.StatusNotFound, get(h, "/api/v1/views/big").Code)
}

func TestAStateTooLarge(t *testing.T) {
	h := storeless(server.Options{Views: views.In(t.TempDir())})
	for _, size := range []int{views.MaxState, 8 << 20} {
		w := put(h, "big", fmt.Sprintf(`{"name":"Big","state":{"x":"%s"}}`, strings.Repeat("x", size)))
		assert.Equal(t, http.StatusRequestEntityTooLarge, w.Code)
		assert.Contains(t, w.Body.String(), `"code":"too_large"`)
	}
}

func TestAServiceWithoutAFolderOrImports(t *testing.T) {
	h := storeless(server.Options{})
	for _, path := range []string{"/api/v1/views", "/api/v1/views/x", "/api/v1/imports", "/api/v1/imports/x", "/api/v1/imports/x/events"} {
		w := get(h, path)
		assert.Equal(t, http.StatusNotImplemented, w.Code, path)
		assert.Contains(t, w.Body.String(), `"code":"unsupported"`)
	}
}

func TestADamagedViewIsNamedAmongTheOthers(t *testing.T) {
	folder := t.TempDir()
	h := storeless(server.Options{Views: views.In(folder)})
	require.Equal(t, http.StatusOK, put(h, "whole", `{"name":"Whole","state":{}}`).Code)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "half.json"), []byte(`{"id":"half","na`), 0o600))
	var list server.ViewList
	require.NoError(t, json.Unmarshal(get(h, "/api/v1/views").Body.Bytes(), &list))
	require.Len(t, list.Items, 2)
	assert.Equal(t, []any{"Whole", false, "half", true}, []any{list.Items[0].Name, list.Items[0].Damaged, list.Items[1].ID, list.Items[1].Damaged})
	assert.Equal(t, http.StatusConflict, get(h, "/api/v1/views/half").Code)
	r := httptest.NewRequest(http.MethodDelete, "http://127.0.0.1/api/v1/views/half", nil)
	assert.Equal(t, http.StatusOK, send(h, r).Code, "it can be deleted")
}

func TestQueriesAreKeptApartFromViews(t *testing.T) {
	folder := t.TempDir()
	h := storeless(server.Options{Views: views.In(folder), Queries: views.Queries(folder)})
	r := httptest.NewRequest(http.MethodPut, "http://127.0.0.1/api/v1/queries/busiest", strings.NewReader(`{"name":"Busiest","state":{"query":"RETURN 1","parameters":"{}"}}`))
	require.Equal(t, http.StatusOK, send(h, r).Code)
	assert.Contains(t, get(h, "/api/v1/queries").Body.String(), `"name":"Busiest"`)
	assert.Contains(t, get(h, "/api/v1/queries/busiest").Body.String(), `"RETURN 1"`)
	assert.Contains(t, get(h, "/api/v1/views").Body.String(), `"items":[]`)
	assert.Contains(t, get(h, "/api/v1/queries/none").Body.String(), `"detail":"no query has`)
}
