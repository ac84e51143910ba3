import API
import Foundation
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

/// Many who give in the same secret at one time, over as many connections.
@Suite(.timeLimit(.minutes(2))) struct ConcurrentRedemptionTests {
    private static let connections = 200

    /// The status of each request, all on their way together.
    private func statuses(_ service: Service, _ requests: [String]) async throws -> [Int] {
        try await service.serve { _, port in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for request in requests {
                    group.addTask {
                        let answer = try await RawConnection.open(port).sendAndEnd(request)
                        return Int(answer.split(separator: " ").dropFirst().first ?? "") ?? 0
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
        }
    }

    private func post(_ path: String, _ fields: String..., body: String) -> String {
        (["POST \(path) HTTP/1.1", "Host: a"] + fields + ["Content-Length: \(body.utf8.count)"]).joined(separator: "\r\n") + "\r\n\r\n"
            + body
    }

    private func onDisk(_ body: (Service) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "postduif-race-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try await body(try await Service(location: .directory(directory)))
    }

    /// - Parameter onPage: So many of them by the citizen's form.
    @Test(arguments: [0, 10])
    func `of two hundred redemptions of one pair exactly one is told yes`(onPage: Int) async throws {
        try await onDisk { service in
            let (id, code, token) = try await service.issued()
            let form = post("/a/\(token)", "Content-Type: application/x-www-form-urlencoded", body: "code=\(code)")
            let call = post(
                "/v1/activations/redeem", "Content-Type: application/json", "Authorization: Bearer \(service.key)",
                body: #"{"token":"\#(token)","code":"\#(code)"}"#)
            let requests = (0..<Self.connections).map { $0 < onPage ? form : call }
            let statuses = try await statuses(service, requests)
            #expect(statuses.count { $0 == 200 || $0 == 303 } == 1)
            #expect(statuses.count { $0 == 403 } == Self.connections - 1, "\(statuses)")
            let stored = try await service.stored(id)
            #expect(stored.state == .redeemed && stored.triesTotal == 0)
            let messages = try await service.ask(.get, "/v1/messages?kind=\(KindTable.keyActivated)")
            guard case .array(let notices)? = try messages.json()["messages"] else { return }
            #expect(notices.count == 1)
        }
    }

    /// With the limits of a service, and without those of a recipient and of the door: each activation's own stays.
    @Test(
        arguments: [
            (IssuanceLimits(), 1, AttemptBudget.perLink),
            (IssuanceLimits(pageAttemptsPerMinute: 0), 1, Self.connections),
            (
                IssuanceLimits(perRecipientPerMinute: 0, perRecipientPerHour: 0, perRecipientPerDay: 0, pageAttemptsPerMinute: 0),
                AskingLimits.perHour, Self.connections
            ),
        ])
    func `of two hundred who ask for a new link at one time as many get one as a limit says`(
        limits: IssuanceLimits, mails: Int, answers: Int
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "postduif-race-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let service = try await Service(limits: limits, location: .directory(directory))
        let (_, code, token) = try await service.issued()
        service.clock.advance(by: .seconds(61))
        let ask = post("/a/\(token)/again", "Content-Type: application/x-www-form-urlencoded", body: "again=1")
        let statuses = try await statuses(service, Array(repeating: ask, count: Self.connections))
        #expect(statuses.count { $0 == 303 } == answers)
        #expect(statuses.count { $0 == 429 } == Self.connections - answers, "\(statuses)")
        #expect(try await service.linkMails() == 1 + mails)
        #expect(try await service.send("code=\(code)", to: "/a/\(try await service.newestToken())").status == 303)
    }

    @Test func `of two hundred wrong codes for one pair five are counted`() async throws {
        try await onDisk { service in
            let (id, code, token) = try await service.issued()
            let wrong = post(
                "/v1/activations/redeem", "Content-Type: application/json", "Authorization: Bearer \(service.key)",
                body: #"{"token":"\#(token)","code":"00000-00000"}"#)
            let statuses = try await statuses(service, Array(repeating: wrong, count: Self.connections))
            #expect(statuses.allSatisfy { $0 == 403 })
            let stored = try await service.stored(id)
            #expect(stored.state == .locked && stored.triesTotal == TryLimits.perCode)
            let right = try await service.ask(.post, "/v1/activations/redeem", body: #"{"token":"\#(token)","code":"\#(code)"}"#)
            #expect(right.status == 403)
        }
    }

    @Test func `of two hundred fronts with one result exactly one learns of it`() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "postduif-race-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let service = try await Service.withFront(location: .directory(directory))
        let result = try Service.result(on: try await service.redeemedOnPage())
        let call = post(
            "/v1/activations/redeem-result", "Content-Type: application/json", "Authorization: Bearer \(service.key)",
            body: #"{"result":"\#(result)"}"#)
        let statuses = try await statuses(service, Array(repeating: call, count: Self.connections))
        #expect(statuses.count { $0 == 200 } == 1)
        #expect(statuses.count { $0 == 403 } == Self.connections - 1, "\(statuses)")
    }

    @Test func `of two hundred codes asked for at one time the mailbox gets one`() async throws {
        try await onDisk { service in
            let ask = post(
                "/v1/codes", "Content-Type: application/json", "Authorization: Bearer \(service.key)", body: Bodies.code)
            let statuses = try await statuses(service, Array(repeating: ask, count: Self.connections))
            #expect(statuses.count { $0 == 202 } == 1)
            #expect(statuses.count { $0 == 429 } == Self.connections - 1, "\(statuses)")
        }
    }

    @Test func `of two hundred right one-time codes exactly one is told yes`() async throws {
        try await onDisk { service in
            let issued = try await service.ask(.post, "/v1/codes", body: Bodies.code)
            let verify = post(
                "/v1/codes/\(try issued.string("id"))/verify", "Content-Type: application/json", "Authorization: Bearer \(service.key)",
                body: #"{"code":"\#(try await service.newestCode())","binding":"session-1"}"#)
            let statuses = try await statuses(service, Array(repeating: verify, count: Self.connections))
            #expect(statuses.count { $0 == 200 } == 1)
            #expect(statuses.count { $0 == 403 } == Self.connections - 1, "\(statuses)")
        }
    }
}
