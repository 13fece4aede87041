//! Names for the unnamed: common American names of men born 1860 to 1912.
//!
//! There are 8,640 of them, so that of 3,000 men some 870 would share theirs. Whoever comes second
//! has an initial between the two: Tom Daly, Tom J. Daly, Tom W. Daly.

use std::collections::BTreeMap;

use rand::RngExt;
use rand_pcg::Pcg32;

const FIRST: [&str; 72] = [
    "Albert",
    "Alfred",
    "Andrew",
    "Anthony",
    "Archie",
    "Arthur",
    "August",
    "Ben",
    "Bernard",
    "Bert",
    "Carl",
    "Charles",
    "Chester",
    "Clarence",
    "Claude",
    "Clifford",
    "Clyde",
    "Cornelius",
    "Daniel",
    "David",
    "Earl",
    "Ed",
    "Edgar",
    "Elmer",
    "Ernest",
    "Eugene",
    "Felix",
    "Floyd",
    "Frank",
    "Fred",
    "George",
    "Gus",
    "Guy",
    "Harold",
    "Harry",
    "Harvey",
    "Henry",
    "Herbert",
    "Herman",
    "Homer",
    "Howard",
    "Hugh",
    "Jack",
    "James",
    "Jesse",
    "Joe",
    "John",
    "Julius",
    "Lee",
    "Leo",
    "Leonard",
    "Leroy",
    "Lewis",
    "Lloyd",
    "Luther",
    "Martin",
    "Max",
    "Michael",
    "Nick",
    "Oscar",
    "Otto",
    "Patrick",
    "Paul",
    "Peter",
    "Ralph",
    "Ray",
    "Roy",
    "Sam",
    "Stanley",
    "Tom",
    "Walter",
    "William",
];

const LAST: [&str; 120] = [
    "Abbott", "Adler", "Allen", "Baker", "Barnes", "Becker", "Bell", "Bennett", "Black", "Boyle",
    "Brady", "Brandt", "Brennan", "Brooks", "Brown", "Burke", "Burns", "Byrne", "Callahan",
    "Carey", "Carter", "Casey", "Clark", "Cohen", "Cole", "Collins", "Connor", "Costello", "Cox",
    "Daly", "Davis", "Dempsey", "Dolan", "Donovan", "Doyle", "Duffy", "Dunn", "Ellis", "Evans",
    "Farrell", "Ferrara", "Fisher", "Flynn", "Foley", "Fox", "Gallo", "Geary", "Gibbs", "Gordon",
    "Grant", "Gray", "Greco", "Hahn", "Hale", "Hansen", "Harris", "Hayes", "Healy", "Hess", "Hill",
    "Hogan", "Holt", "Horvath", "Hughes", "Jackson", "Jansen", "Johnson", "Jones", "Kane",
    "Keller", "Kelly", "King", "Klein", "Kowalski", "Kramer", "Lang", "Larsen", "Lewis", "Lynch",
    "Mackey", "Malone", "Marino", "Martin", "McCoy", "Meyer", "Miller", "Moran", "Murphy", "Nash",
    "Nelson", "Novak", "Nowak", "Parker", "Pike", "Quinn", "Reed", "Regan", "Rizzo", "Roach",
    "Rossi", "Russo", "Ryan", "Sanders", "Schultz", "Shea", "Slater", "Smith", "Stone", "Sullivan",
    "Sweeney", "Thomas", "Tucker", "Turner", "Vogel", "Wagner", "Walsh", "Weber", "White",
    "Wilson", "Young",
];

/// Initials of middle names, the most common first.
const INITIALS: [char; 20] = [
    'J', 'W', 'H', 'A', 'E', 'F', 'C', 'L', 'R', 'M', 'T', 'G', 'D', 'B', 'S', 'P', 'K', 'N', 'V',
    'O',
];

/// Names that have been given, each with how often it was drawn.
#[derive(Clone, Debug, Default)]
pub struct Names(BTreeMap<String, usize>);

impl Names {
    /// Names of which these belong to somebody already.
    pub fn without<'a>(taken: impl Iterator<Item = &'a str>) -> Self {
        Self(taken.map(|name| (name.to_owned(), 1)).collect())
    }

    /// A name nobody has, as long as there are initials.
    pub fn draw(&mut self, rng: &mut Pcg32) -> String {
        let first = FIRST[rng.random_range(0..FIRST.len() as u32) as usize];
        let last = LAST[rng.random_range(0..LAST.len() as u32) as usize];
        let name = format!("{first} {last}");
        let before = self.0.entry(name.clone()).or_default();
        *before += 1;
        match before.checked_sub(2).and_then(|nth| INITIALS.get(nth)) {
            Some(initial) => format!("{first} {initial}. {last}"),
            None => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn of_three_thousand_men_nobody_shares_his_name_with_another_or_with_the_cast() {
        let mut names = Names::without(["Tom Daly"].into_iter());
        let mut rng = Pcg32::seed_from_u64(1);
        let mut all: Vec<String> = (0..3_400).map(|_| names.draw(&mut rng)).collect();
        all.push("Tom Daly".into());
        all.sort();
        let many = all.len();
        all.dedup();
        assert_eq!(all.len(), many);
    }
}
