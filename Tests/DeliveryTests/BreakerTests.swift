import Mail
import Testing

@testable import Delivery

@Suite struct BreakerTests {
    @Test func `Open 5, 10, 20, 40, 80, 160, then 300 s`() {
        var breaker = Breaker()
        var now = Duration.zero
        for seconds in [5, 10, 20, 40, 80, 160, 300, 300, 300] {
            let answer1 = breaker.failed(.connectFailed, now: now)
            #expect(answer1)
            #expect(breaker.state == .open)
            #expect(breaker.retryAt == now + .seconds(seconds))
            let answer2 = breaker.takeProbe(now: breaker.retryAt - .nanoseconds(1))
            #expect(!answer2)
            now = breaker.retryAt
            let answer3 = breaker.takeProbe(now: now)
            #expect(answer3)
            #expect(breaker.state == .halfOpen)
        }
    }

    @Test func `One probe at a time`() {
        var breaker = Breaker()
        _ = breaker.failed(.connectFailed, now: .zero)
        let answer4 = breaker.takeProbe(now: .seconds(5))
        #expect(answer4)
        let answer5 = breaker.takeProbe(now: .seconds(5))
        #expect(!answer5)
    }

    @Test func `A failure while open changes nothing`() {
        var breaker = Breaker()
        _ = breaker.failed(.connectFailed, now: .zero)
        let before = breaker
        let answer6 = breaker.failed(.relayTimedOut, now: .seconds(3))
        #expect(!answer6)
        #expect(breaker == before)
    }

    @Test func `A session alone does not forget the openings; a recipient's answer does`() {
        var breaker = Breaker()
        _ = breaker.failed(.relayBusy, now: .zero)
        let answer7 = breaker.takeProbe(now: .seconds(5))
        #expect(answer7)
        breaker.connected()
        #expect(breaker.state == .closed)
        #expect(breaker.reason == .relayBusy)
        _ = breaker.failed(.relayBusy, now: .seconds(6))
        #expect(breaker.retryAt == .seconds(16))
        let answer8 = breaker.takeProbe(now: .seconds(16))
        #expect(answer8)
        breaker.connected()
        breaker.succeeded()
        #expect(breaker.reason == nil)
        _ = breaker.failed(.relayBusy, now: .seconds(20))
        #expect(breaker.retryAt == .seconds(25))
    }

    @Test func `A closed breaker has no probe to take`() {
        var breaker = Breaker()
        let answer9 = breaker.takeProbe(now: .seconds(1_000))
        #expect(!answer9)
    }
}
