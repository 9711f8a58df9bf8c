#include "profile/change.hpp"
#include "profile/packing.hpp"

#include <limits>
#include <utility>

namespace muster {

namespace {

/// First bytes: what it is (high half) and in which version of its form (low half). A new form gets a new number; old ones stay readable.
constexpr std::uint8_t profile_form_1 = 0x11;
constexpr std::uint8_t change_form_1 = 0x21;

constexpr std::uint64_t last_type = static_cast<std::uint64_t>(ProfileType::customer);
constexpr std::uint64_t last_origin = static_cast<std::uint64_t>(Origin::import);
constexpr std::uint64_t last_field = std::numeric_limits<std::uint32_t>::max();

void write(PackWriter& out, std::vector<FieldValue> const& values)
{
    out.number(values.size());
    for (FieldValue const& value : values) {
        out.number(value.field.value);
        out.text(value.value);
    }
}

void write(PackWriter& out, std::vector<TagId> const& tags)
{
    out.number(tags.size());
    for (TagId const tag : tags) { out.signed_number(tag.value); }
}

void write(PackWriter& out, Profile const& profile)
{
    out.signed_number(profile.id.value);
    out.number(static_cast<std::uint64_t>(profile.type));
    out.signed_number(profile.version);
    out.signed_number(profile.created_at.microseconds);
    out.signed_number(profile.modified_at.microseconds);
    out.number(static_cast<std::uint64_t>(profile.origin));
    out.number(static_cast<std::uint64_t>(profile.modified_from));
    out.text(profile.created_by);
    out.text(profile.modified_by);
    write(out, profile.values);
    write(out, profile.contacts);
    write(out, profile.tags);
}

FieldId read_field(PackReader& in) { return FieldId{static_cast<std::uint32_t>(in.number_up_to(last_field))}; }
ProfileType read_type(PackReader& in) { return static_cast<ProfileType>(in.number_up_to(last_type)); }
Origin read_origin(PackReader& in) { return static_cast<Origin>(in.number_up_to(last_origin)); }

void read(PackReader& in, std::vector<FieldValue>& values)
{
    values.resize(in.count());
    for (FieldValue& value : values) {
        value.field = read_field(in);
        value.value = in.text();
    }
}

void read(PackReader& in, std::vector<TagId>& tags)
{
    tags.resize(in.count());
    for (TagId& tag : tags) { tag.value = in.signed_number(); }
}

void read(PackReader& in, Profile& profile)
{
    profile.id.value = in.signed_number();
    profile.type = read_type(in);
    profile.version = in.signed_number();
    profile.created_at.microseconds = in.signed_number();
    profile.modified_at.microseconds = in.signed_number();
    profile.origin = read_origin(in);
    profile.modified_from = read_origin(in);
    profile.created_by = in.text();
    profile.modified_by = in.text();
    read(in, profile.values);
    read(in, profile.contacts);
    read(in, profile.tags);
}

void read(PackReader& in, std::vector<Difference>& differences)
{
    differences.resize(in.count());
    for (Difference& difference : differences) {
        difference.field = read_field(in);
        difference.before = in.text();
        difference.after = in.text();
    }
}

void read(PackReader& in, std::vector<Profile>& profiles)
{
    profiles.clear();
    std::size_t const count = in.count();
    for (std::size_t index = 0; index < count && !in.failed(); ++index) { read(in, profiles.emplace_back()); }
}

} // namespace

std::string pack(Profile const& profile)
{
    std::string bytes;
    PackWriter out{bytes};
    out.byte(profile_form_1);
    write(out, profile);
    return bytes;
}

bool unpack(std::string_view bytes, Profile& into)
{
    PackReader in{bytes};
    if (in.byte() != profile_form_1) { return false; }
    read(in, into);
    return in.is_complete();
}

std::string pack(Change const& change)
{
    std::string bytes;
    PackWriter out{bytes};
    out.byte(change_form_1);
    out.number(change.differences.size());
    for (Difference const& difference : change.differences) {
        out.number(difference.field.value);
        out.text(difference.before);
        out.text(difference.after);
    }
    write(out, change.contacts_added);
    write(out, change.contacts_removed);
    write(out, change.tags_added);
    write(out, change.tags_removed);
    write(out, change.own_tags_added);
    out.number(change.absorbed.size());
    for (Profile const& profile : change.absorbed) { write(out, profile); }
    out.signed_number(change.modified_at_before.microseconds);
    out.number(static_cast<std::uint64_t>(change.modified_from_before));
    out.text(change.modified_by_before);
    return bytes;
}

bool unpack(std::string_view bytes, Change& into)
{
    PackReader in{bytes};
    if (in.byte() != change_form_1) { return false; }
    read(in, into.differences);
    read(in, into.contacts_added);
    read(in, into.contacts_removed);
    read(in, into.tags_added);
    read(in, into.tags_removed);
    read(in, into.own_tags_added);
    read(in, into.absorbed);
    into.modified_at_before.microseconds = in.signed_number();
    into.modified_from_before = read_origin(in);
    into.modified_by_before = in.text();
    return in.is_complete();
}

} // namespace muster
