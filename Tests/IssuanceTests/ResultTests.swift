import Issuance
import Mail
import Queue
import TestKit
import Testing

struct ResultTests {
    private static func desk() throws -> Desk {
        try Desk(fronts: [Front(name: "MyFront", returnURL: try ReturnAddress("https://front.example.be/back"))])
    }

    /// Redeems on the page, and gives what stands behind `result=`.
    private static func result(_ desk: Desk) async throws -> (text: String, redeemed: RedeemedActivation) {
        let issued = try await desk.issue(desk.request { $0.returnTo = "https://front.example.be/back?state=1" })
        let redeemed = try await desk.issuer.redeem(token: try desk.newestToken(), code: issued.activationCode)
        let url = try #require(redeemed.returnLink).url.revealText()
        return (String(url.split(separator: "=").last ?? ""), redeemed)
    }

    private static func refusal(_ desk: Desk, _ text: String, by caller: Caller? = nil) async -> IssuanceRefusal? {
        do throws(IssuanceRefusal) {
            _ = try await desk.issuer.redeemResult(Secret(text), by: caller ?? desk.caller)
            return nil
        } catch {
            return error
        }
    }

    @Test func `A result tells what was redeemed, once`() async throws {
        let desk = try Self.desk()
        let (text, redeemed) = try await Self.result(desk)
        let taken = try await desk.issuer.redeemResult(Secret(text), by: desk.caller)
        #expect(taken.activationID == redeemed.activationID && taken.keyID == redeemed.keyID)
        #expect(taken.assurance == redeemed.assurance && taken.citizenLanguage == redeemed.citizenLanguage && taken.returnLink == nil)
        #expect(await Self.refusal(desk, text) == .resultInvalid)
    }

    @Test func `Only its HMAC is kept`() async throws {
        let desk = try Self.desk()
        let (text, _) = try await Self.result(desk)
        let kept = try #require(desk.store.contents.redemptions.first?.result)
        #expect(kept.digest == desk.keyring.hmac(.resultToken, Array(text.utf8)))
        #expect(kept.expires == desk.clock.now + .seconds(600))
    }

    @Test func `One that was not made here does not reach the store`() async throws {
        let desk = try Self.desk()
        let (text, _) = try await Self.result(desk)
        let other = try Keyring(masterKey: Secret([UInt8](repeating: 8, count: 32)))
        let foreign = ResultToken(random: SeededRandom(seed: 5), keyring: other).text.revealText()
        let changed = [0, 20, 42].map { place in
            var bytes = Array(text.utf8)
            bytes[place] = bytes[place] == UInt8(ascii: "A") ? UInt8(ascii: "E") : UInt8(ascii: "A")
            return String(decoding: bytes, as: UTF8.self)
        }
        let forged = [foreign, "", "x", text + "A", String(text.dropLast()), String(repeating: "A", count: 43), " " + text.dropLast()]
        for wrong in forged + changed where wrong != text {
            #expect(await Self.refusal(desk, wrong) == .resultInvalid, "\(wrong)")
        }
        #expect(desk.store.contents.takings.isEmpty)
        #expect(await Self.refusal(desk, text) == nil)
    }

    @Test func `One that was made here and never given reaches it, and is refused alike`() async throws {
        let desk = try Self.desk()
        let fresh = ResultToken(random: SeededRandom(seed: 6), keyring: desk.keyring).text.revealText()
        #expect(await Self.refusal(desk, fresh) == .resultInvalid)
        #expect(desk.store.contents.takings.count == 1)
    }

    @Test func `It ends after ten minutes, and another municipality's is not used up`() async throws {
        let desk = try Self.desk()
        let (text, _) = try await Self.result(desk)
        #expect(await Self.refusal(desk, text, by: desk.stranger) == .resultInvalid)
        desk.clock.advance(by: .seconds(599))
        #expect(await Self.refusal(desk, text) == nil)
        let (second, _) = try await Self.result(desk)
        desk.clock.advance(by: .seconds(600))
        #expect(await Self.refusal(desk, second) == .resultInvalid)
    }

    @Test func `A front that redeems by itself gets none, and an activation without a way back neither`() async throws {
        let desk = try Self.desk()
        let issued = try await desk.issue(desk.request { $0.returnTo = "https://front.example.be/back" })
        let redeemed = try await desk.issuer.redeem(token: try desk.newestToken(), code: issued.activationCode, by: desk.caller)
        #expect(redeemed.returnLink == nil)
        let plain = try await desk.issue(desk.request())
        #expect(try await desk.issuer.redeem(token: try desk.newestToken(), code: plain.activationCode).returnLink == nil)
        #expect(desk.store.contents.redemptions.allSatisfy { $0.result == nil })
    }

    @Test(arguments: [
        "https://front.example.be/backdoor", "https://evil.example/back", "http://front.example.be/back",
        "https://front.example.be/back/../x",
        "https://front.example.be/back#x", "javascript:alert(1)", "",
    ])
    func `Nobody is taken where no front is`(returnTo: String) async throws {
        let desk = try Self.desk()
        do {
            _ = try await desk.issue(desk.request { $0.returnTo = returnTo })
            Issue.record("issued with \(returnTo)")
        } catch IssuanceRefusal.invalid(let faults) {
            #expect(faults.map(\.field) == ["return_to"])
        }
        #expect(desk.store.contents.activations.isEmpty)
    }
}
