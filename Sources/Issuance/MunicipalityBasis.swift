/// What a change of the register was judged by: municipalities as they were read, with their agreements.
///
/// Where one of them is another in the transaction of the change, nothing is written: a change is put on what is registered, and
/// never on what was.
package struct MunicipalityBasis: Hashable, Sendable {
    /// By NIS code; `nil`: none was registered. Empty: the change holds whatever is registered.
    package private(set) var read: [String: Municipality?] = [:]

    package init() {}

    package mutating func note(_ municipality: Municipality?, nis: String) {
        read.updateValue(municipality, forKey: nis)
    }
}
