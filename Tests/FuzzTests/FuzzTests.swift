import Testing

/// Everything that reads octets from outside, with a corpus that is kept and mutations of it.
@Suite struct FuzzTests {
    @Test func `replies of relays`() throws { try play(ReplyTarget.self) }

    @Test func `addresses`() throws { try play(AddressTarget.self) }

    @Test func `templates`() throws { try play(TemplateFuzzTarget.self) }

    @Test func `bodies of requests`() throws { try play(BodyTarget.self) }

    @Test func `the same seed makes the same inputs`() {
        let corpus = [Array("250 ok\r\n".utf8), Array("550 no\r\n".utf8)]
        let inputs = [UInt64(1), 1, 2].map { seed in
            let mutator = Mutator(seed: seed, corpus: corpus, tokens: ReplyTarget.tokens)
            return (0..<100).map { _ in mutator.next() }
        }
        #expect(inputs[0] == inputs[1])
        #expect(inputs[0] != inputs[2])
        #expect(Set(inputs[0]).count > 80)
    }

    private func play<Target: FuzzTarget>(_ target: Target.Type) throws {
        let run = try FuzzRun<Target>()
        #expect(run.inputs.count >= 8)
        if let finding = run.run() { Issue.record("\(finding)") }
    }
}
