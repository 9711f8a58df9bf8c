#pragma once

#include "base/result.hpp"

#include <string>

namespace muster {

/// Why a part of an Office Open XML package cannot be read, with what to do. `what` is a clause: "its XML breaks off in line 5".
inline Error damaged_part(std::string const& part, std::string const& what)
{
    return Error{ErrorKind::unreadable, "FILE_DAMAGED",
                 "The workbook is damaged: in its part '" + part + "' " + what +
                     ". Open it in a spreadsheet program and save it again, or save the sheet as .csv."};
}

} // namespace muster
