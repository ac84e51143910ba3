import API
import Foundation
import HTTPTypes
import Testing

@testable import Console

/// docs/pages.md has every page that there is: its figures come from a walk through what it lists (`PageBrowserTests`).
@Suite struct PageListTests {
    /// What is no page of its own: parts and frames of pages, files, redirections, and the way over an issuer, which a test of its own has.
    private static let others: Set<String> = [
        "/console", "/console/assets/{name}", "/console/queue/part", "/console/messages/{id}/part", "/console/templates/{kind}/html",
        "/console/activations/{id}/mail", "/console/activations/{id}/events", "/console/activations/{id}/card/code",
        "/v1/activations/{id}/card", "/assets/postduif.css", "/robots.txt", "/favicon.ico", "/.well-known/security.txt",
    ]

    @Test func `each page is in the table`() async throws {
        let service = try await Service()
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/pages.md")
        let listed = try String(contentsOf: file, encoding: .utf8).matches(of: /(?m)^\| `(\/[^`]*)` \|/).map { String($0.output.1) }
        let pages = Set(service.routes.filter { $0.method == .get }.map(\.path))
        #expect(Set(listed) == pages.subtracting(Self.others), "\(Set(listed).symmetricDifference(pages.subtracting(Self.others)))")
        #expect(Self.others.isSubset(of: pages))
    }
}
