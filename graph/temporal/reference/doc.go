// Package reference answers the questions of package temporal in the slowest and
// most obvious way: it writes down every walk there is, asks of each whether its
// times can be read so that it holds, and picks the best. Tests compare the index
// with it; the program never calls it, and it imports nothing of package temporal.
//
// The definitions, in one place:
//
//   - A reading gives each message and each event one time, in whole microseconds,
//     within its interval and so that every known order holds. Contacts of one
//     message share its time.
//   - Orders that contradict one another or the dates leave no reading. Then the
//     whole group of moments joined by orders to the contradiction loses its
//     orders, and its members keep their intervals.
//   - A walk holds in a reading if each of its contacts falls in the period, each
//     leaves from where the one before arrived, and each is later than the one
//     before by at least a microsecond, by at least the least and at most the
//     longest wait asked for.
//   - A walk is certain if it holds in every reading, possible if in some.
//   - Departure and arrival are the times of its first and last contact. Over the
//     readings in which the walk holds, each has a least and a greatest value, and
//     so has the duration between them.
package reference
