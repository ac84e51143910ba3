import Issuance
import Queue

extension Columns {
    /// Four columns from `first` on.
    func person(from first: Int32 = 0) throws(StoreFault) -> Person {
        Person(id: try id(first), subject: blob(first + 1), sealedName: blob(first + 2), created: time(first + 3))
    }

    /// The columns of `Statements.grant`.
    func grant() throws(StoreFault) -> PersonGrant {
        let grant = Grant(
            id: try id(0), person: try id(1), role: try word(2), municipality: optionalText(3), validFrom: time(4),
            validUntil: optionalTime(5), givenBy: try author(6), given: time(7),
            withdrawnBy: isNull(8) ? nil : try author(8), withdrawn: optionalTime(9))
        return PersonGrant(grant: grant, person: try person(from: 10))
    }

    private func author(_ index: Int32) throws(StoreFault) -> GrantAuthor {
        guard let author = GrantAuthor(text(index)) else { throw .broken("a stored author of a grant is not known") }
        return author
    }
}
