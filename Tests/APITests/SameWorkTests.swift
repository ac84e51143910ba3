import API
import Foundation
import HTTPTypes
import HummingbirdTesting
import Issuance
import Mail
import NIOCore
import StoreSQLite
import TestKit
import Testing

/// Wrong, unknown, used, expired, revoked and locked are one answer, whoever measures it.
@Suite(.serialized, .timeLimit(.minutes(20))) struct SameWorkTests {
    /// `TIMING_SAMPLES`: how many requests each door gets. Each is a sync of the disk.
    private static let samples = ProcessInfo.processInfo.environment["TIMING_SAMPLES"].flatMap { Int($0) }

    /// Beyond this many standard deviations nobody believes in chance: of the twelve comparisons one goes astray in a hundred thousand runs.
    private static let bound = 5.0

    private struct Sample: Sendable {
        let reason: InvalidReason
        let answer: String
        let took: Duration
    }

    @Test(arguments: InvalidRequest.Door.allCases)
    func `what is invalid cannot be told apart by body, header or time`(door: InvalidRequest.Door) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "postduif-time-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let service = try await Service(limits: IssuanceLimits(attemptsPerKeyPerMinute: 0), location: .directory(directory))
        let random = SeededRandom(seed: 11)
        let requests = try await InvalidRequest.prepare(Self.samples ?? 3_000, at: door, of: service, random: random)
        let samples = try await Self.samples(of: requests, from: service)
        #expect(Set(samples.map(\.answer)).count == 1, "\(Set(samples.map(\.answer)))")
        #expect(samples.first?.answer.hasPrefix("403 ") == true)
        for reason in InvalidReason.allCases {
            let these = samples.filter { $0.reason == reason }.map(\.took)
            let others = samples.filter { $0.reason != reason }.map(\.took)
            let deviation = RankTest.deviation(these, from: others)
            let figures = "\(door) \(reason): \(Self.figures(these)), the others \(Self.figures(others)), \(deviation) deviations"
            if Self.samples != nil { print(figures) }
            #expect(abs(deviation) < Self.bound, "\(figures)")
        }
    }

    @Test func `the measure sees a tenth of the spread, and nothing in chance`() {
        let random = SeededRandom(seed: 3)
        let (first, second) = ((0..<2_000).map { _ in random.next(below: 1_000) }, (0..<10_000).map { _ in random.next(below: 1_000) })
        #expect(abs(RankTest.deviation(first, from: second)) < 3)
        #expect(RankTest.deviation(first.map { $0 + 100 }, from: second) > 2 * Self.bound)
        #expect(RankTest.deviation(first, from: second.map { $0 + 100 }) < -2 * Self.bound)
        #expect(RankTest.deviation([1, 1], from: [1, 1]) == 0)
    }

    /// One after the other over a real socket, as one who measures would ask.
    private static func samples(of requests: [InvalidRequest], from service: Service) async throws -> [Sample] {
        let headers: HTTPFields = [.authorization: "Bearer \(service.key)", .contentType: "application/json"]
        let clock = ContinuousClock()
        return try await service.serve { client, _ in
            var samples: [Sample] = []
            for request in requests {
                let began = clock.now
                let response = try await client.execute(
                    uri: request.path, method: .post, headers: headers, body: ByteBuffer(string: request.body))
                let took = clock.now - began
                samples.append(Sample(reason: request.reason, answer: Self.text(of: response), took: took))
            }
            return samples
        }
    }

    /// All of an answer but what differs between any two: the time, and the number of the request.
    private static func text(of response: TestResponse) -> String {
        let fields = response.headers.filter { $0.name != .date && $0.name.canonicalName != "x-request-id" }
        let lines = fields.map { "\($0.name.rawName): \($0.value)" }.joined(separator: "\n")
        return "\(response.status.code) \(lines)\n\(String(buffer: response.body))"
    }

    /// Tenth, median and nine tenths, in microseconds.
    private static func figures(_ times: [Duration]) -> String {
        let sorted = times.sorted()
        return [0.1, 0.5, 0.9].map { "\(sorted[Int(Double(sorted.count - 1) * $0)].microseconds)" }.joined(separator: "/") + " µs"
    }
}
