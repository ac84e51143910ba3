/// A set of reasons in one octet, so that a request reads it at once.
package struct AdmissionReasons: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package init(_ reason: AdmissionReason) {
        self.init(rawValue: 1 << UInt8(AdmissionReason.allCases.firstIndex(of: reason) ?? 0))
    }

    /// In the order of ``AdmissionReason``.
    package var all: [AdmissionReason] { AdmissionReason.allCases.filter { contains(Self($0)) } }
}
