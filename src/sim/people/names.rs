//! Names for the unnamed: common American names of men born 1860 to 1912.

use rand::RngExt;
use rand_pcg::Pcg32;

const FIRST: [&str; 72] = [
    "Albert", "Alfred", "Andrew", "Anthony", "Archie", "Arthur", "August", "Ben", "Bernard",
    "Bert", "Carl", "Charles", "Chester", "Clarence", "Claude", "Clifford", "Clyde", "Cornelius",
    "Daniel", "David", "Earl", "Ed", "Edgar", "Elmer", "Ernest", "Eugene", "Felix", "Floyd",
    "Frank", "Fred", "George", "Gus", "Guy", "Harold", "Harry", "Harvey", "Henry", "Herbert",
    "Herman", "Homer", "Howard", "Hugh", "Jack", "James", "Jesse", "Joe", "John", "Julius", "Lee",
    "Leo", "Leonard", "Leroy", "Lewis", "Lloyd", "Luther", "Martin", "Max", "Michael", "Nick",
    "Oscar", "Otto", "Patrick", "Paul", "Peter", "Ralph", "Ray", "Roy", "Sam", "Stanley", "Tom",
    "Walter", "William",
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

/// A name.
pub fn draw(rng: &mut Pcg32) -> String {
    let first = FIRST[rng.random_range(0..FIRST.len() as u32) as usize];
    let last = LAST[rng.random_range(0..LAST.len() as u32) as usize];
    format!("{first} {last}")
}
