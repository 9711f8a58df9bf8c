#include "profile/change.hpp"
#include "profile/packing.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <string>

namespace muster {
namespace {

Profile full_profile()
{
    Profile profile;
    profile.id = {1'234'567'890'123};
    profile.type = ProfileType::customer;
    profile.version = 7;
    profile.created_at = {-1};
    profile.modified_at = {1'790'000'000'123'456};
    profile.origin = Origin::import;
    profile.modified_from = Origin::portal;
    profile.created_by = "Ana";
    profile.modified_by = std::string{"with\0nul", 8};
    profile.values = {{person_field::first_name, "Đurđica"}, {FieldId{first_attribute + 3}, std::string(5'000, 'x')}};
    profile.contacts = {{person_field::phone, "385911234567"}, {person_field::email, "a@b.example"}};
    profile.tags = {{1}, {300}, {std::numeric_limits<std::int64_t>::max()}};
    return profile;
}

Change full_change()
{
    Change change;
    change.differences = {{person_field::city, "", "Split"}, {FieldId{0xFFFF'FFFFU}, "a", ""}};
    change.contacts_added = {{person_field::email, "new@b.example"}};
    change.contacts_removed = {{person_field::phone, "1"}, {person_field::phone, "2"}};
    change.tags_added = {{5}};
    change.tags_removed = {{6}, {7}};
    change.own_tags_added = {{8}};
    change.absorbed = {full_profile(), Profile{}};
    change.modified_at_before = {std::numeric_limits<std::int64_t>::min()};
    change.modified_from_before = Origin::portal;
    change.modified_by_before = "Ivo";
    return change;
}

TEST(Pack, BringsAProfileBack)
{
    for (Profile const& profile : {Profile{}, full_profile()}) {
        Profile back = full_profile(); // what stood there before must not shine through
        ASSERT_TRUE(unpack(pack(profile), back));
        EXPECT_EQ(back, profile);
    }
}

TEST(Pack, BringsAChangeBackWithoutItsColumns)
{
    for (Change const& change : {Change{}, full_change()}) {
        Change back = full_change();
        back.profile = {99};
        ASSERT_TRUE(unpack(pack(change), back));
        EXPECT_EQ(back.profile.value, 99) << "columns are not the packed form's";
        back.profile = {};
        EXPECT_EQ(back, change);
    }
}

TEST(Pack, KeepsItsFormBecauseStoresAreFullOfIt)
{
    Change change;
    change.differences = {{FieldId{2}, "A", "B"}};
    change.tags_added = {{3}};
    change.modified_at_before = {-1};
    EXPECT_EQ(pack(change), (std::string{"\x21\x01\x02\x01"
                                         "A\x01"
                                         "B\x00\x00\x01\x06\x00\x00\x00\x01\x00\x00",
                                         17}));
}

TEST(Pack, IsCompactForASmallChange)
{
    Change change;
    change.differences = {{person_field::city, "", "Split"}};
    EXPECT_LE(pack(change).size(), 20U);
}

TEST(Pack, RefusesEveryShortenedForm)
{
    std::string const bytes = pack(full_change());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        Change into;
        EXPECT_FALSE(unpack(std::string_view{bytes}.substr(0, size), into)) << size;
    }
    Change into;
    EXPECT_FALSE(unpack(bytes + '\0', into)) << "bytes behind the end";
}

TEST(Pack, RefusesTheOtherKindAndUnknownVersions)
{
    Profile profile;
    Change change;
    EXPECT_FALSE(unpack(pack(full_change()), profile));
    EXPECT_FALSE(unpack(pack(full_profile()), change));
    std::string newer = pack(full_profile());
    newer[0] = 0x12;
    EXPECT_FALSE(unpack(newer, profile));
    EXPECT_FALSE(unpack("", profile));
}

TEST(Pack, RefusesImpossibleValues)
{
    Profile profile;
    // form, id 0, type 2
    EXPECT_FALSE(unpack(std::string{"\x11\x00\x02\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00", 13}, profile));
    // a count of 2^60 values must not allocate
    EXPECT_FALSE(unpack(std::string{"\x11\x00\x00\x02\x00\x00\x00\x00\x00\x00\x80\x80\x80\x80\x80\x80\x80\x80\x10\x00\x00", 21}, profile));
    // a field above 32 bits
    EXPECT_FALSE(unpack(std::string{"\x11\x00\x00\x02\x00\x00\x00\x00\x00\x00\x01\x80\x80\x80\x80\x10\x01x\x00\x00", 20}, profile));
}

TEST(Pack, SurvivesRandomBytesAndRandomDamage)
{
    std::mt19937 random{20261124}; // NOLINT: the same bytes in every run
    std::string const good = pack(full_change());
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = good;
        if (round % 2 == 0) { bytes.resize(random() % 200); }
        std::size_t const damages = 1 + random() % 4;
        for (std::size_t damage = 0; damage < damages && !bytes.empty(); ++damage) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        Change change;
        if (unpack(bytes, change)) {
            Change again;
            ASSERT_TRUE(unpack(pack(change), again));
            EXPECT_EQ(again, change);
        }
        Profile profile;
        static_cast<void>(unpack(bytes, profile));
    }
}

TEST(Packing, ReadsNumbersAtTheirLimits)
{
    std::string bytes;
    PackWriter out{bytes};
    out.number(std::numeric_limits<std::uint64_t>::max());
    out.signed_number(std::numeric_limits<std::int64_t>::min());
    out.signed_number(std::numeric_limits<std::int64_t>::max());
    out.signed_number(-1);
    EXPECT_EQ(bytes.size(), 31U);
    PackReader in{bytes};
    EXPECT_EQ(in.number(), std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(in.signed_number(), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(in.signed_number(), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(in.signed_number(), -1);
    EXPECT_TRUE(in.is_complete());

    PackReader too_long{"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02"};
    EXPECT_EQ(too_long.number(), 0U);
    EXPECT_TRUE(too_long.failed());
}

} // namespace
} // namespace muster
