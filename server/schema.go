package server

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"backchannel/graph"
	"backchannel/graph/hypothesis"
	"backchannel/graph/hypothesis/matrix"
)

// words are the types that take one of a few words.
var words = map[reflect.Type][]any{
	reflect.TypeFor[graph.Kind]():      {graph.Person, graph.Organization},
	reflect.TypeFor[graph.Precision](): {graph.Second, graph.Minute, graph.Hour, graph.Day, graph.Month, graph.Season, graph.Year, graph.Between, graph.Before, graph.After, graph.Unknown},
	reflect.TypeFor[graph.Modality]():  {graph.Stated, graph.Alleged},
	reflect.TypeFor[graph.Role]():      {graph.To, graph.Cc, graph.Bcc},
	reflect.TypeFor[graph.Part]():      {graph.AsSender, graph.AsTo, graph.AsCc, graph.AsBcc},
	reflect.TypeFor[graph.Answered]():  {graph.AnsweredYes, graph.AnsweredNo, graph.AnsweredUnknown},
	reflect.TypeFor[graph.Verdict]():   {graph.Certain, graph.Possible, graph.Impossible},
	reflect.TypeFor[graph.Label]():     {graph.PersonLabel, graph.OrganizationLabel, graph.MessageLabel, graph.TopicLabel, graph.EventLabel, graph.SourceLabel, graph.ClaimLabel},
	reflect.TypeFor[graph.Dialect]():   {graph.KuzuDialect, graph.Neo4jDialect},

	reflect.TypeFor[matrix.Rating]():        {matrix.VeryConsistent, matrix.Consistent, matrix.Neutral, matrix.Inconsistent, matrix.VeryInconsistent, matrix.NotApplicable},
	reflect.TypeFor[hypothesis.Direction](): {hypothesis.Greater, hypothesis.Less, hypothesis.TwoSided},
	reflect.TypeFor[hypothesis.Reading]():   {hypothesis.Earliest, hypothesis.Latest, hypothesis.Any},
}

// completeSchemas says what huma cannot derive from the types: which words a
// field of the domain takes, and that an object may be null.
func completeSchemas(registry huma.Registry) {
	for name, schema := range registry.Map() {
		for _, f := range reflect.VisibleFields(registry.TypeFromRef("#/components/schemas/" + name)) {
			field, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			property := schema.Properties[field]
			switch enum, listed := words[f.Type]; {
			case property == nil || f.Anonymous:
			case listed && property.Enum == nil:
				property.Enum = enum
			case property.Ref != "" && f.Type.Kind() == reflect.Pointer && !strings.Contains(options, "omitempty"):
				schema.Properties[field] = &huma.Schema{Description: property.Description, AnyOf: []*huma.Schema{{Ref: property.Ref}, {Type: "null"}}}
			}
		}
	}
}
