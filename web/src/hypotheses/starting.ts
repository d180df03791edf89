/** A file to begin a hypothesis of one's own with. */
export const blankFile = `id: my-hypothesis
statement: "What you claim, in a sentence"
test: response            # existence, count, rate, response, latency, order, change, mixing, motif, reach, cypher
trigger: {}               # filters: from, to, actor, about, since, until, role, channel, answered
response: {}
within: 1h
null: circular-shift      # what chance keeps and what it shuffles
why: "Why this null model rules out what the claim is not about"
direction: greater        # decide before you look
permutations: 999
seed: 1
`;
