import Foundation
import Mail

/// One request of a run, and what was answered.
struct CrashRequest: Sendable {
    /// What is read of a 202.
    struct Answer: Decodable, Sendable {
        struct Message: Decodable, Sendable { let id: String }
        enum CodingKeys: String, CodingKey {
            case message
            case expiresAt = "expires_at"
        }
        let message: Message
        let expiresAt: String
    }

    /// Seconds from issuance; the short ones end while the service is down, or soon after.
    static let (usualLife, shortLife) = (600, 60)
    /// Seconds that a code must have left to be submitted: with the shortest life there is, one is left to submit it in.
    static let minimumLeft = 59

    let email: String
    let life: Int
    /// When the answer came, or it was clear that none would.
    let ended: Instant
    /// `nil` when nobody said yes.
    let answer: Answer?

    var isShort: Bool { life == Self.shortLife }

    /// Nothing may be submitted at or after this; without an answer the latest that it can be.
    var lastSubmission: Instant {
        let expires = answer.flatMap { Instant(rfc3339: $0.expiresAt) } ?? ended + .seconds(life)
        return expires - .seconds(Self.minimumLeft)
    }

    /// Asks; never throws, for a service that is killed answers nobody.
    static func ask(_ service: ServiceProcess, _ email: String, life: Int) async -> CrashRequest {
        let response = try? await service.postCode(email, life: life)
        let answer = response.flatMap { $0.status == 202 ? try? JSONDecoder().decode(Answer.self, from: Data($0.body.utf8)) : nil }
        return CrashRequest(email: email, life: life, ended: WallClock().now, answer: answer)
    }
}
