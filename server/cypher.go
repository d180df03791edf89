package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"backchannel/graph/answer"
)

// CypherInput is a query of the caller's own.
type CypherInput struct{ Body CypherBody }

// CypherBody is answer.CypherQuestion with parameters that keep their types.
type CypherBody struct {
	answer.CypherQuestion
	Parameters Parameters `json:"parameters,omitempty" doc:"Values by name, without the dollar sign. A number without point or exponent is an integer"`
}

func (in CypherInput) question() answer.CypherQuestion {
	q := in.Body.CypherQuestion
	q.Parameters = in.Body.Parameters
	return q
}

// Parameters are the values of a query's parameters: nil, bool, int64, float64,
// string, []any and map[string]any.
type Parameters map[string]any

// UnmarshalJSON reads 5 as an integer, which a limit or an id has to be, and 5.0
// as a float.
func (p *Parameters) UnmarshalJSON(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var values map[string]any
	if err := d.Decode(&values); err != nil {
		return err
	}
	for name, v := range values {
		typed, err := typedNumbers(v)
		if err != nil {
			return fmt.Errorf("parameter %s: %w", name, err)
		}
		values[name] = typed
	}
	*p = values
	return nil
}

func typedNumbers(v any) (_ any, err error) {
	switch v := v.(type) {
	case json.Number:
		if strings.ContainsAny(v.String(), ".eE") {
			return v.Float64()
		}
		n, err := strconv.ParseInt(v.String(), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%s does not fit into 64 bits: send it as text or as a float", v)
		}
		return n, nil
	case []any:
		for i := range v {
			if v[i], err = typedNumbers(v[i]); err != nil {
				return nil, err
			}
		}
	case map[string]any:
		for name := range v {
			if v[name], err = typedNumbers(v[name]); err != nil {
				return nil, err
			}
		}
	}
	return v, nil
}
