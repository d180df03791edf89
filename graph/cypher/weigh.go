package cypher

// What an expression weighs is how many values or characters may come together in
// it, counted in those of the variables that stand in it. A variable that is put to
// itself thirty times over, by WITH or by reduce, has a billion times its weight.

// collapses are functions and aggregates whose value is small, whatever they are given.
var collapses = set(`size head last isEmpty length char_length character_length count sum avg min max
	stdev stdevp percentileCont percentileDisc exists all any none single toInteger toFloat toBoolean
	elementId id type labels keys valueType`)

// measures are those of them whose value is small also as a number.
var measures = set(`size length char_length character_length count exists all any none single`)

// weight is what an expression weighs. Of the branches of a CASE one is taken.
func (s *sizes) weight(item []token) float64 {
	total := 0.0
	for i := 0; i < len(item); i++ {
		t := item[i]
		called := i+1 < len(item) && item[i+1].is("(")
		switch {
		case t.is("CASE"):
			n, w := s.branches(item[i:])
			total += w
			i += n
		case t.kind == text, t.kind == number:
			total++
		case t.kind == parameter:
			total += max(1, count(s.parameters[t.value]))
		case !t.isName():
		case i > 0 && item[i-1].is("."):
		case isRange(t) && called:
			total += s.rangeLength(item[i+2:])
			i += closes(item[i+1:]) + 1
		case called && collapses[upper(t.value)]:
			i += closes(item[i+1:]) + 1
		case called && upper(t.value) == "REPLACE":
			total += s.replaced(item[i+2:])
			i += closes(item[i+1:]) + 1
		case called:
		case i+1 < len(item) && item[i+1].is("[") && !sliced(item[i+1:]):
			total++
			i += closes(item[i+1:]) + 1
		case i+2 < len(item) && item[i+1].is("."):
			total += s.held(t.value, item[i+2].value)
		default:
			total += s.held(t.value, "")
		}
	}
	return total
}

// held is the weight of a variable, or of a property of it.
func (s *sizes) held(variable, property string) float64 {
	if property != "" {
		if w, ok := s.lengths[variable+"."+property]; ok {
			return w
		}
	}
	return max(1, s.lengths[variable])
}

// branches is where the CASE at item[0] ends, and what its heaviest branch weighs.
func (s *sizes) branches(item []token) (end int, most float64) {
	depth, from, condition := 0, 1, true
	for i, t := range item {
		if depth == 1 && (t.is("WHEN") || t.is("THEN") || t.is("ELSE") || t.is("END")) {
			if !condition {
				most = max(most, s.weight(item[from:i]))
			}
			from, condition = i+1, t.is("WHEN")
		}
		switch {
		case t.is("CASE"), t.is("("), t.is("["), t.is("{"):
			depth++
		case t.is("END"), t.is(")"), t.is("]"), t.is("}"):
			if depth--; depth == 0 {
				return i, most
			}
		}
	}
	return len(item), most
}

// replaced is what replace(text, old, new) may weigh, whose arguments begin at
// item[0]: every character of the text may become a new one.
func (s *sizes) replaced(item []token) float64 {
	arguments := split(item)
	if len(arguments) != 3 {
		return 0
	}
	weigh := func(item []token) float64 {
		if len(item) == 1 && item[0].kind == text {
			return float64(len(item[0].value))
		}
		return s.weight(item)
	}
	return weigh(arguments[0]) * max(1, weigh(arguments[2])/max(1, weigh(arguments[1])))
}

// split cuts arguments at their commas, up to the bracket that closes them.
func split(item []token) (arguments [][]token) {
	depth, from := 0, 0
	for i, t := range item {
		switch {
		case t.kind != symbol:
		case t.is("("), t.is("["), t.is("{"):
			depth++
		case depth == 0 && t.is(","):
			arguments, from = append(arguments, item[from:i]), i+1
		case t.is(")"), t.is("]"), t.is("}"):
			if depth--; depth < 0 {
				return append(arguments, item[from:i])
			}
		}
	}
	return append(arguments, item[from:])
}

// sliced tells whether the bracket at item[0] takes a part of a list, and not one
// place of it.
func sliced(item []token) bool {
	for _, t := range item[:closes(item)] {
		if t.is("..") {
			return true
		}
	}
	return false
}

// count is of how many items or characters a value is.
func count(v any) float64 {
	switch v := v.(type) {
	case []any:
		return float64(len(v))
	case string:
		return float64(len(v))
	}
	return 1
}
