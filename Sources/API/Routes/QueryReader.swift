import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// Takes the parameters of a query one by one; what is left at the end is unknown and refused.
package struct QueryReader {
    private var values: [(name: String, value: String)]
    private var faults: [FieldFault] = []

    /// The most parameters: no route has more.
    private static let parameters = 16

    package init(_ call: APICall) {
        values = call.request.uri.queryParameters.prefix(Self.parameters).map { (String($0.key), String($0.value)) }
    }

    /// A parameter; `nil` when it is not given. An empty one is a fault: a filter that was lost on the way must not show everything.
    mutating func text(_ name: String, atMost octets: Int = 255) -> String? {
        guard let index = values.firstIndex(where: { $0.name == name }) else { return nil }
        let value = values.remove(at: index).value
        guard value.utf8.count <= octets else {
            faults.append(FieldFault(field: name, reason: "is longer than \(octets) octets"))
            return nil
        }
        guard !value.isEmpty else {
            faults.append(FieldFault(field: name, reason: "is empty; give a value, or leave it out"))
            return nil
        }
        return value
    }

    /// A word of a closed list.
    package mutating func word<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard let text = text(name) else { return nil }
        if let word = Word(rawValue: text) { return word }
        faults.append(FieldFault(field: name, reason: "must be one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))"))
        return nil
    }

    /// A whole number within a range.
    mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(name) else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        faults.append(FieldFault(field: name, reason: "must be a whole number from \(range.lowerBound) to \(range.upperBound)"))
        return nil
    }

    /// An instant.
    mutating func instant(_ name: String) -> Instant? {
        text(name).flatMap { FieldFault.instant($0, name, &faults, remark: "; write a + as %2B") }
    }

    /// The NIS code of a municipality.
    mutating func nis(_ name: String) -> String? {
        guard let text = text(name) else { return nil }
        if let code = NISCode(text) { return code.text }
        faults.append(FieldFault(field: name, reason: NISCode.advice))
        return nil
    }

    /// An identifier.
    mutating func id<Subject: IdentifierSubject>(_ name: String, _ type: Identifier<Subject>.Type) -> Identifier<Subject>? {
        guard let text = text(name) else { return nil }
        if let id = Identifier<Subject>(text) { return id }
        faults.append(FieldFault(field: name, reason: "must be a value that a list gave as next_cursor"))
        return nil
    }

    /// Adds a fault of the caller's own.
    mutating func refuse(_ name: String, _ reason: String) {
        faults.append(FieldFault(field: name, reason: reason))
    }

    /// Ends the reading.
    ///
    /// - Throws: `invalid` with every fault found, and one for each parameter that nobody took.
    package consuming func refuseFaults() throws(Problem) {
        let unknown = values.map {
            FieldFault(field: String($0.name.prefix(64)), reason: "is not a parameter of this request, or stands twice; remove it")
        }
        if !(faults + unknown).isEmpty { throw .invalid(faults + unknown) }
    }
}
