#pragma once

#include "base/result.hpp"

#include <string>

namespace muster {

/// Why a workbook cannot be read, with what to do. `what` is a clause: "its list of sheets is cut off".
inline Error damaged_workbook(std::string const& what)
{
    return Error{ErrorKind::unreadable, "FILE_DAMAGED",
                 "The workbook is damaged: " + what +
                     ". Get the file again, or open it in a spreadsheet program and save it as .xlsx or .csv."};
}

/// `how` names the protection: "RC4 encryption".
inline Error encrypted_workbook(std::string const& how)
{
    return Error{ErrorKind::unsupported, "FILE_ENCRYPTED",
                 "The workbook is protected with a password (" + how +
                     "). Open it in a spreadsheet program, take the password off (also a password for writing or for the structure), "
                     "save it and import it again."};
}

/// A workbook of a kind that is not taken. `what` is a noun phrase: "a chart of Excel 4".
inline Error unsupported_workbook(std::string const& what)
{
    return Error{ErrorKind::unsupported, "FILE_KIND", "The file is " + what + ", not a table. Save the sheet as .xlsx or .csv."};
}

} // namespace muster
