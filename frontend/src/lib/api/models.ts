/** Short names for the generated shapes: everything else imports from here. */
import type { components } from './types';

type Schemas = components['schemas'];

export type Movie = Schemas['Movie'];
export type Why = Schemas['Why'];
export type Hit = Schemas['Hit'];
export type MovieDetails = Schemas['MovieDetails'];
export type UnderstoodFilter = Schemas['UnderstoodFilter'];
/** Another reading of a phrase that the server offers: the person whose name it also is. */
export type OtherReading = UnderstoodFilter;
export type Understood = Schemas['Understood'];
export type SearchPage = Schemas['SearchPage'];
export type Like = Schemas['Like'];
export type PopularPage = Schemas['PopularPage'];
export type SimilarItem = Schemas['SimilarItem'];
export type SimilarPage = Schemas['SimilarPage'];
export type NameCount = Schemas['NameCount'];
export type Release = Schemas['Release'];
export type User = Schemas['User'];
type Newer = 'loses_cookies' | 'password_login' | 'providers';
/** An older server of a rolling release says nothing of passwords and providers. */
export type SessionState = Omit<Schemas['Session'], Newer> &
  Partial<Pick<Schemas['Session'], Newer>>;
export type Arrived = Schemas['Arrived'];
export type WaysIn = Schemas['WaysIn'];
export type PreparedSecondFactor = Schemas['PreparedSecondFactor'];
export type Marks = Schemas['Mark'];
export type RatedMovie = Schemas['RatedMovie'];
export type Viewing = Schemas['Viewing'];
export type NewViewing = Schemas['NewViewing'];
export type Years = Schemas['Years'];
export type Year = Schemas['Year'];
export type YearFilm = Schemas['YearFilm'];
export type ListedMovie = Schemas['ListedMovie'];
export type Preferences = Schemas['Preferences'];

export type PersonName = Schemas['PersonName'];
export type CastMember = Schemas['CastMember'];
export type Role = Schemas['RoleCount']['role'];
/** Somebody who makes films or is in them, with all their films. */
export type Person = Schemas['Person'];
export type CreditedMovie = Schemas['CreditedMovie'];
export type FoundPerson = Schemas['FoundPerson'];
export type PeoplePage = Schemas['FoundPeople'];

export type Contribution = Schemas['Because'];
export type Recommendation = Schemas['Recommendation'];
export type Explained = Schemas['Explained'];
export type StarSum = Schemas['StarSum'];
export type Trait = Schemas['Trait'];
export type Idea = Schemas['Idea'];
export type Prediction = Schemas['Prediction'];
export type RecommendationPage = Schemas['RecommendationsPage'];

export type Token = Schemas['Token'];
export type NewToken = Schemas['NewToken'];
export type TokensPage = Schemas['TokensPage'];
export type SharedFilm = Schemas['SharedFilm'];
export type FeedState = Schemas['FeedState'];
export type FeedAddresses = Schemas['FeedAddresses'];
export type Webhook = Schemas['Webhook'];
export type NewWebhook = Schemas['NewWebhook'];
export type WebhooksPage = Schemas['WebhooksPage'];
export type TasteSummary = Schemas['TasteSummary'];
export type WeighedPerson = Schemas['WeighedPerson'];
export type WeighedName = Schemas['WeighedName'];

export type ImportReport = Schemas['ImportReport'];
export type ImportFormat = ImportReport['format'];
export type ImportForm = Schemas['ImportForm'];
export type FilmChange = Schemas['FilmChange'];
export type MarkState = Schemas['MarkState'];
export type UncertainRow = Schemas['UncertainRow'];
export type NotMatchedRow = Schemas['NotMatchedRow'];
export type ImportChoice = Schemas['ImportChoice'];
export type UnknownLayout = Schemas['UnknownLayout'];
export type ColumnMapping = Schemas['ColumnMapping'];
export type ImportsPage = Schemas['ImportsPage'];
export type ImportSummary = Schemas['ImportSummary'];
export type PastImport = Schemas['PastImport'];
export type Undone = Schemas['Undone'];

export type MovieMap = Schemas['MovieMap'];
export type MapRegion = Schemas['MapRegion'];
export type MapLayers = Schemas['MapLayers'];
export type Position = Schemas['Position'];
export type Shelf = Schemas['Shelf'];
export type Shelves = Schemas['Shelves'];

export type TonightRequest = Schemas['TonightRequest'];
export type TonightPerson = Schemas['TonightPerson'];
export type Tonight = Schemas['Tonight'];
export type TonightMovie = Schemas['TonightMovie'];
export type TonightHere = Schemas['TonightHere'];
export type ForPerson = Schemas['ForPerson'];
export type WhyPart = Schemas['WhyPart'];
export type Companion = Schemas['Companion'];
export type Companions = Schemas['Companions'];

export type TonightWishes = Schemas['TonightWishes'];
export type Room = Schemas['Room'];
export type RoomMovie = Schemas['RoomMovie'];
export type RoomRules = Schemas['RoomRules'];
export type NewRoom = Schemas['NewRoom'];
export type Joining = Schemas['Joining'];
export type Member = Schemas['Member'];
export type MemberTaste = Schemas['MemberTaste'];
export type Voted = Schemas['Voted'];
export type Winner = Schemas['Winner'];
/** What a member says of a film. */
export type Choice = NonNullable<Schemas['Vote']['vote']>;

export type ListsPage = Schemas['ListsPage'];
export type ListSummary = Schemas['ListSummary'];
export type FilmList = Schemas['FilmList'];
export type ListImport = Schemas['ListImport'];
export type SharedList = Schemas['SharedList'];
export type ListEntry = Schemas['Entry'];
export type Comparison = Schemas['Comparison'];
