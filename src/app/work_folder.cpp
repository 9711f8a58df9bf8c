#include "app/work_folder.hpp"

#include "base/file.hpp"
#include "store/sqlite/backup.hpp"
#include "store/sqlite/claimed_folder.hpp"

#include <filesystem>
#include <system_error>

namespace muster {

Result<std::string> make_work_folder(std::string const& folder)
{
    std::string work = folder + std::string{sqlite::work_folder};
    std::error_code ignored; // what cannot be removed is in nobody's way
    std::filesystem::remove_all(work, ignored);
    sqlite::ClaimedFolder::clear_abandoned(folder + std::string{sqlite::backup_folder});
    TRY(make_folder(work));
    return work;
}

} // namespace muster
