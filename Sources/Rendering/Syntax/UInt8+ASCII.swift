/// The bytes that parsers and writers compare with, by name.
extension UInt8 {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20

    /// Space or tab.
    var isBlank: Bool { self == .space || self == .tab }
    var isDigit: Bool { self &- 0x30 < 10 }
    var isLowercaseLetter: Bool { self &- 0x61 < 26 }
    var isUppercaseLetter: Bool { self &- 0x41 < 26 }
    var isAlphanumeric: Bool { isDigit || isLowercaseLetter || isUppercaseLetter }
    /// ASCII letters in lower case, everything else as it is.
    var lowercased: UInt8 { isUppercaseLetter ? self | 0x20 : self }
}
