#include "store/sqlite/key_memory.hpp"

#include "store/sqlite/identifier_index.hpp"

#include <exception>
#include <system_error>
#include <utility>

namespace muster::sqlite {

namespace {

/// Of what there is and this many more the filter tells well; 6 MB of it are for these.
constexpr std::int64_t room = 4'000'000;

} // namespace

KeyMemory::KeyMemory(std::string path, std::function<void()> pass_writer) : path_{std::move(path)}, pass_writer_{std::move(pass_writer)}
{
    try {
        thread_ = std::thread{[this] { gather(); }};
    } catch (std::system_error const&) { // no thread to be had: as without memory
    }
}

KeyMemory::~KeyMemory()
{
    is_ending_ = true;
    if (thread_.joinable()) { thread_.join(); }
}

void KeyMemory::gather() noexcept
{
    try {
        auto connection = Connection::open(path_, Connection::Mode::read);
        if (connection) { is_complete_.store(static_cast<bool>(read_all(**connection)), std::memory_order_release); }
    } catch (std::exception const&) { // no memory: every key is looked up, as without
    }
}

/// What is committed when the reading begins is read; what is committed later, add() has been told of.
Result<void> KeyMemory::read_all(Connection& connection)
{
    TRY_ASSIGN(std::int64_t const count, count_of_keys(connection));
    keys_ = std::make_unique<KnownKeys>(2 * count + room);
    gathered_.store(keys_.get(), std::memory_order_release);
    pass_writer_();
    TRY(connection.run("BEGIN"));
    return each_key(connection, [this](AccountId account, Key128 const& key) -> Result<void> {
        if (is_ending_.load(std::memory_order_relaxed)) { return Error{ErrorKind::cancelled, "ENDING", "The store is being closed."}; }
        keys_->add(account, key);
        return {};
    });
}

} // namespace muster::sqlite
