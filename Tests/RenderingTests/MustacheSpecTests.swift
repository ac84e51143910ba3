import Testing

@testable import Rendering

/// The published Mustache cases, read from beside the checkout where they are; what is outside the subset must be refused by name.
@Suite(.enabled(if: MustacheSpec.isPresent, "the published cases do not lie beside this checkout"))
struct MustacheSpecTests {
    @Test(arguments: MustacheSpec.cases)
    func `a published case renders, or is refused by name`(_ published: MustacheSpec.Case) {
        let outcome = published.run()
        if let words = MustacheSpec.refusal(of: published) {
            #expect(outcome.problems.contains { $0.message.contains(words) }, "\(outcome.problems) \(outcome.text)")
        } else {
            #expect(outcome.problems.isEmpty)
            #expect(outcome.text == published.expected)
        }
    }

    @Test func `sixty cases are in the subset`() {
        #expect(MustacheSpec.cases.count == 136)
        #expect(MustacheSpec.cases.filter { MustacheSpec.refusal(of: $0) == nil }.count == 60)
    }
}
