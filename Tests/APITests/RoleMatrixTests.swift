import Foundation
import Issuance
import Testing

/// `docs/roles.md` holds the status of each operation for each role, in the person's own municipality and in another.
@Suite(.timeLimit(.minutes(5))) struct RoleMatrixTests {
    /// The columns of the table.
    private static let roles: [Role] = [
        .registrationOfficer, .coAccessManager, .mainAccessManager, .auditor, .operator, .administrator,
    ]

    @Test func `the table has every operation of the document, and no other`() throws {
        #expect(try Self.table().keys.sorted() == RoleMatrix.operations())
    }

    @Test(arguments: try RoleMatrix.operations())
    func `each role gets what the table says`(operation: RoleMatrix.Operation) async throws {
        let expected = try Self.table()[operation] ?? []
        var actual: [String] = []
        for role in Self.roles {
            let own = try await RoleMatrix.status(operation, role, .own)
            let other = try await RoleMatrix.status(operation, role, .other)
            actual.append(own == other ? "\(own)" : "\(own) / \(other)")
        }
        #expect(actual == expected, "| `\(operation.testDescription)` | \(actual.joined(separator: " | ")) |")
    }

    /// Rows of the form ``| `GET /path` | 200 / 404 | … |``.
    private static func table(file: String = #filePath) throws -> [RoleMatrix.Operation: [String]] {
        let root = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/roles.md"), encoding: .utf8)
        var rows: [RoleMatrix.Operation: [String]] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let name = cells[0].trimmingCharacters(in: ["`"]).split(separator: " ")
            guard name.count == 2, name[1].hasPrefix("/") else { continue }
            rows[RoleMatrix.Operation(method: String(name[0]), path: String(name[1]))] = Array(cells.dropFirst())
        }
        return rows
    }
}
