import API
import NIOCore
import Testing

/// The contract's 10, 20 and 60 seconds, moment by moment, without a clock.
@Suite struct SlowClientRuleTests {
    /// One thing that happens; numbers are seconds since the opening.
    enum Moment: Sendable {
        case head, end
        case read(Int64)
        case answerBegins
        case answerEnds(Int64)
        case stalls(Int64), flows(Int64)
    }

    struct Course: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let moments: [Moment]
        /// When the client is too late; `nil`: it waits for us.
        let deadline: Int64?
        var verdict = SlowClientRule.Verdict.close
    }

    /// One octet a second, from the first to the last second.
    private static func drip(_ seconds: ClosedRange<Int64>) -> [Moment] { seconds.map(Moment.read) }

    private static let request: [Moment] = [.head, .end, .read(1)]
    private static let answered: [Moment] = request + [.answerBegins, .answerEnds(2)]
    private static let body: [Moment] = [.head, .read(3)]

    static let courses = [
        Course(testDescription: "a connection that stays silent", moments: [], deadline: 10),
        Course(testDescription: "a section that drips", moments: drip(1...9), deadline: 10, verdict: .answer),
        Course(testDescription: "a section that began late", moments: [.read(9)], deadline: 10, verdict: .answer),
        Course(testDescription: "a body that does not come", moments: body, deadline: 23, verdict: .answer),
        Course(testDescription: "a body that drips", moments: body + drip(4...22), deadline: 23, verdict: .answer),
        Course(
            testDescription: "a body behind a section that dripped", moments: drip(1...8) + [.head] + drip(9...28), deadline: 29,
            verdict: .answer),
        Course(testDescription: "a body while its answer goes out", moments: body + [.answerBegins], deadline: 23),
        Course(
            testDescription: "a body whose answer is over", moments: body + [.answerBegins, .answerEnds(4)] + drip(5...20),
            deadline: 23),
        Course(
            testDescription: "such a body once it is here", moments: body + [.answerBegins, .answerEnds(4), .end, .read(9)], deadline: 69),
        Course(testDescription: "a request that waits for us", moments: request, deadline: nil, verdict: .patient),
        Course(testDescription: "a request whose answer goes out", moments: request + [.answerBegins], deadline: nil, verdict: .patient),
        Course(testDescription: "an idle connection", moments: answered, deadline: 62),
        Course(
            testDescription: "an idle connection after an answer of an hour", moments: request + [.answerBegins, .answerEnds(3_600)],
            deadline: 3_660),
        Course(testDescription: "a second section that drips", moments: answered + drip(40...49), deadline: 50, verdict: .answer),
        Course(testDescription: "a second request after a wait", moments: answered + [.head, .read(50)], deadline: 70, verdict: .answer),
        Course(
            testDescription: "a section behind a request that waits for us", moments: request + drip(2...30), deadline: nil,
            verdict: .patient),
        Course(
            testDescription: "that section once its turn has come", moments: request + drip(2...30) + [.answerBegins, .answerEnds(31)],
            deadline: 41, verdict: .answer),
        Course(
            testDescription: "a body behind a request that waits for us", moments: [.head, .end, .head, .read(1)], deadline: nil,
            verdict: .patient),
        Course(
            testDescription: "that body once its turn has come", moments: [.head, .end, .head, .read(1), .answerBegins, .answerEnds(31)],
            deadline: 51, verdict: .answer),
        Course(testDescription: "an answer that nobody takes", moments: request + [.answerBegins, .stalls(5)], deadline: 65),
        Course(testDescription: "such an answer, said twice", moments: request + [.answerBegins, .stalls(5), .stalls(6)], deadline: 65),
        Course(
            testDescription: "an answer that is taken again", moments: request + [.answerBegins, .stalls(5), .flows(64)], deadline: nil,
            verdict: .patient),
        Course(testDescription: "a body and an answer that nobody takes", moments: body + [.answerBegins, .stalls(5)], deadline: 23),
        Course(
            testDescription: "the end after a refusal of what was no request",
            moments: [.read(1), .answerBegins, .answerEnds(1), .read(5)],
            deadline: 11),
    ]

    @Test(arguments: courses)
    func `a client is late at its second and not before`(_ course: Course) {
        let opened = NIODeadline.uptimeNanoseconds(77)
        func at(_ seconds: Int64) -> NIODeadline { opened + .seconds(seconds) }
        var rule = SlowClientRule(ConnectionBounds(), openedAt: opened)
        for moment in course.moments {
            switch moment {
            case .head: rule.requestBegan()
            case .end: rule.requestEnded()
            case .read(let second): rule.readCompleted(at: at(second))
            case .answerBegins: rule.answerBegan()
            case .answerEnds(let second): rule.answerEnded(at: at(second))
            case .stalls(let second): rule.writabilityChanged(false, at: at(second))
            case .flows(let second): rule.writabilityChanged(true, at: at(second))
            }
        }
        #expect(rule.deadline == course.deadline.map(at))
        let late = course.deadline.map(at) ?? at(86_400)
        #expect(rule.verdict(at: late) == course.verdict)
        #expect(rule.verdict(at: late - .nanoseconds(1)) == .patient)
    }

    @Test func `one connection has so many requests waiting and no more`() {
        var rule = SlowClientRule(ConnectionBounds(pipelinedRequests: 2), openedAt: .uptimeNanoseconds(0))
        for isTooMany in [false, false, true] {
            rule.requestBegan()
            rule.requestEnded()
            #expect(rule.isOverrun == isTooMany)
        }
        rule.answerEnded(at: .uptimeNanoseconds(1))
        #expect(!rule.isOverrun)
    }
}
