import Issuance
import Queue

extension Columns {
    /// Five columns from `first` on.
    func person(from first: Int32 = 0) throws(StoreFault) -> Person {
        Person(
            id: try id(first), subject: blob(first + 1), sealedName: blob(first + 2), created: time(first + 3),
            address: blob(first + 4))
    }

    /// The columns of `Statements.grant`.
    func grant() throws(StoreFault) -> PersonGrant {
        let grant = Grant(
            id: try id(0), person: try id(1), role: try word(2), municipality: optionalText(3), validFrom: time(4),
            validUntil: optionalTime(5), givenBy: AuditActor(kept: text(6)), given: time(7),
            withdrawnBy: optionalText(8).map(AuditActor.init(kept:)), withdrawn: optionalTime(9))
        return PersonGrant(grant: grant, person: try person(from: 10))
    }
}
